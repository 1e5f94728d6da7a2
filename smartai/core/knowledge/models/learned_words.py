from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.core.knowledge.models.article import Article


class LearnedWords(models.Model):
    """Words in which several customers asked what the article answers, and that it does not have itself.

    They are indexed with its own, and shown to the team alone. ``refused`` are those that somebody took away:
    they are not learned again. ``upto`` is the newest use of the article that was looked at.
    """

    article = models.OneToOneField(
        Article, primary_key=True, on_delete=models.CASCADE, related_name="learned"
    )
    words: models.JSONField[list[str]] = models.JSONField(default=list)
    refused: models.JSONField[list[str]] = models.JSONField(default=list)
    upto = models.BigIntegerField(default=0)
    learned_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["learned_at"], name="words_learned_at")]

    def __str__(self) -> str:
        return f"learned for {self.article_id}"
