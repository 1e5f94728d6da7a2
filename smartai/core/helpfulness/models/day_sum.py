from __future__ import annotations

from typing import ClassVar

from django.db import models

from smartai.core.knowledge.models import Article


class DaySum(models.Model):
    """What the writings of a day came to, once nothing can come of them any more. Kept for good.

    ``came`` are those that an article answered and that a request followed within a day.
    """

    day = models.DateField(unique=True)
    shown = models.PositiveIntegerField()
    opened = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    taken_back = models.PositiveIntegerField()
    came = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"sums of {self.day}"


class ArticleDaySum(models.Model):
    """The same of one article."""

    day = models.DateField()
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    opened = models.PositiveIntegerField()
    answered = models.PositiveIntegerField()
    came = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "article"], name="article_sum_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"sums of {self.article_id} on {self.day}"
