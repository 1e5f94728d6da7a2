from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from smartai.core.knowledge.models.article import Article


class ArticleSource(models.Model):
    """The ticket that an article was made of. For the team; no customer is ever told.

    ``ticket_id`` is a number, not a key: articles do not know tickets.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="sources")
    ticket_id = models.BigIntegerField()
    named_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        indexes: ClassVar = [models.Index(fields=["ticket_id"], name="article_source_ticket")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "ticket_id"], name="article_source_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} from #{self.ticket_id}"
