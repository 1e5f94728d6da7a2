from __future__ import annotations

from django.db import models

from smartai.core.tickets.models.tag import Tag


class FormerTagName(models.Model):
    """What a tag was called before it was renamed, or was merged into it: searches for it go on finding."""

    name = models.CharField(max_length=40, unique=True)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="former_names")

    def __str__(self) -> str:
        return self.name
