from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from smartai.core.knowledge.models.article import Article
from smartai.foundation.accounts.models import Person


class ArticleVersion(models.Model):
    """What an article said from ``made_at`` on, until the version with the next number."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    text = models.TextField()
    author = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="article_versions"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="article_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
