from __future__ import annotations

from django.db import models

from smartai.core.knowledge.models.article import Article


class FormerAddress(models.Model):
    """A slug that an article had: old links lead on to it."""

    slug = models.SlugField(max_length=120, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_addresses")

    def __str__(self) -> str:
        return self.slug
