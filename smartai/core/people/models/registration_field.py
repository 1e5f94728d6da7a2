from __future__ import annotations

from django.db import models
from django.utils import timezone


class RegistrationField(models.Model):
    """One of the owner's own questions at registration: a line of text, up to 500 characters."""

    label = models.CharField(max_length=80)
    hint = models.CharField(max_length=200, blank=True)
    required = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.label
