from __future__ import annotations

from django.db import models


class SpentProof(models.Model):
    """A proof that was used. Kept until the proof would have expired anyway."""

    digest = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
