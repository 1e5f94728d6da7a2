from __future__ import annotations

import re
import zoneinfo
from datetime import date
from typing import ClassVar, Final

from django.db import models
from django.db.models import Q
from django.utils import timezone

from smartai.core.helpfulness.querysets import WritingQuerySet
from smartai.core.knowledge.models import Article
from smartai.core.tickets.models import Ticket
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person

_KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,32}", re.ASCII)


def is_key(text: str) -> bool:
    """Whether the text can be the key of a writing."""
    return _KEY.fullmatch(text) is not None


def today() -> date:
    """The day that it is where the owner is."""
    return timezone.localdate(timezone=zoneinfo.ZoneInfo(choices().brand.time_zone))


class Writing(models.Model):
    """A request that was begun while articles stood beside it; kept for ``actions.settle_days.KEPT`` days.

    ``key`` is random and lies in the form. An article ``answered`` it until that is taken back. ``ticket`` is
    what came of it: the request itself, or another one of the same person or browser within a day of a yes.
    ``settled`` rows are in the sums of their day, which is the owner's; a change unsettles them.
    """

    key = models.CharField(max_length=32, unique=True)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    begun_on: models.DateField[date, date] = models.DateField(default=today, db_index=True)
    opened = models.BooleanField(default=False)
    answered_by = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="answered_writings"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    taken_back = models.BooleanField(default=False)
    ticket = models.ForeignKey(Ticket, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    settled = models.BooleanField(default=False)

    objects = WritingQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["begun_on"], condition=Q(settled=False), name="writing_unsettled"),
        ]

    def __str__(self) -> str:
        return f"writing of {self.begun_on}"


class OpenedArticle(models.Model):
    """An article that was opened during a writing."""

    writing = models.ForeignKey(Writing, on_delete=models.CASCADE, related_name="opened_articles")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["writing", "article"], name="opened_once_a_writing"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} opened"
