from __future__ import annotations

from django.db import models

from smartai.core.knowledge.models.category import Category


class FormerCategoryAddress(models.Model):
    """A slug that a category had, or one that was removed in favour of it: old links lead on to it."""

    slug = models.SlugField(max_length=100, unique=True)
    category = models.ForeignKey(Category, on_delete=models.CASCADE, related_name="former_addresses")

    def __str__(self) -> str:
        return self.slug
