from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from smartai.core.helpfulness.querysets import ArticleFeedbackQuerySet
from smartai.core.knowledge.models import Article
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import Person


class ArticleFeedback(models.Model):
    """Whether an article answered somebody's question: one row for each person or browser, the newest answer.

    ``voter`` is the hash of a random value that only the browser keeps, another one for each article.
    ``words`` say what was missing; ``ticket`` is the request that was written instead.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="feedback")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    voter = models.CharField(max_length=64, blank=True)
    helpful = models.BooleanField()
    words = models.TextField(blank=True)
    ticket = models.ForeignKey(Ticket, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ArticleFeedbackQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-changed_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["changed_at"], name="feedback_changed")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "person"], condition=Q(person__isnull=False), name="feedback_of_a_person"
            ),
            models.UniqueConstraint(
                fields=["article", "voter"], condition=~Q(voter=""), name="feedback_of_a_browser"
            ),
        ]

    def __str__(self) -> str:
        return f"{'yes' if self.helpful else 'no'} to {self.article_id}"
