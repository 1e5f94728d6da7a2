from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from smartai.core.knowledge.models.article import Article
from smartai.foundation.accounts.models import Person


class ArticleDraft(models.Model):
    """What somebody typed into the form of an article (or of a new one) and has not saved.

    ``values`` are the form's, as it posts them; ``page`` is the window that wrote last.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="article_drafts")
    article = models.ForeignKey(
        Article, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts"
    )
    values: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    page = models.CharField(max_length=40, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "article"], name="article_draft_of_person"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(article__isnull=True), name="article_draft_of_a_new_one"
            ),
        ]

    def __str__(self) -> str:
        return f"draft of {self.article_id or 'a new article'}"
