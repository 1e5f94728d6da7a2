from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from smartai.core.knowledge.models.article import Article
from smartai.foundation.accounts.models import Person


class ArticleUse(models.Model):
    """A colleague answered a ticket with the article: the answer leads to it, or says what it says.

    ``ticket_id`` and ``message_id`` are numbers, not keys: articles do not know tickets.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="uses")
    ticket_id = models.BigIntegerField()
    message_id = models.BigIntegerField()
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="article_uses"
    )
    used_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["ticket_id"], name="article_use_ticket")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "message_id"], name="article_used_once_in_a_message"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} in #{self.ticket_id}"
