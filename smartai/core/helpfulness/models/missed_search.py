from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from smartai.core.helpfulness.querysets import MissedAskingQuerySet, MissedSearchQuerySet
from smartai.core.knowledge.models import Article
from smartai.core.tickets.models import Ticket


class MissedSearch(models.Model):
    """A question that the help did not answer: what was searched or asked, merged by its words.

    ``key`` and ``words`` are those of ``lib.asked``. ``searches`` found nothing, ``unhelpful`` ones found an
    article that did not answer; requests that asked it are its askings. ``article`` is being written for it,
    and answers it from the moment that it is published.
    """

    key = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=10, blank=True)
    words = models.CharField(max_length=200)
    searches = models.PositiveIntegerField(default=0)
    unhelpful = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now, db_index=True)
    dismissed_at = models.DateTimeField(null=True, blank=True)
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers_searches"
    )

    objects = MissedSearchQuerySet.as_manager()

    def __str__(self) -> str:
        return self.words


class MissedAsking(models.Model):
    """A request that asked it."""

    missed = models.ForeignKey(MissedSearch, on_delete=models.CASCADE, related_name="askings")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="missed_askings")

    objects = MissedAskingQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["missed", "ticket"], name="asking_once_a_ticket"),
        ]

    def __str__(self) -> str:
        return f"asked by #{self.ticket_id}"
