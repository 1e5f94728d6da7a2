from __future__ import annotations

from django.db import models
from django.utils import timezone


class Organisation(models.Model):
    """A customer's company, set by the team; nobody joins one by claiming an address."""

    name = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
