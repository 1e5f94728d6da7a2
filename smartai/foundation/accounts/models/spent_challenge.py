from __future__ import annotations

from django.db import models


class SpentChallenge(models.Model):
    """A challenge that a browser answered. Kept until nobody would take the answer any more anyway."""

    digest = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
