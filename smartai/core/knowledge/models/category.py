from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Category(models.Model):
    """A heading of the help pages; there are two levels, so one with a ``parent`` has no children.

    ``name`` is in the owner's language; ``names`` says it in others, by language code.
    """

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=80)
    names: models.JSONField[dict[str, str]] = models.JSONField(default=dict, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "name"], name="category_name_in_parent"),
            models.UniqueConstraint(
                fields=["name"], condition=Q(parent__isnull=True), name="category_name_on_top"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def name_in(self, language: str) -> str:
        return self.names.get(language) or self.name
