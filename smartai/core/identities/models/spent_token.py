from __future__ import annotations

import hashlib

from django.db import models


class SpentToken(models.Model):
    """A token that signed somebody in. Kept until it would have expired anyway."""

    digest = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest


def digest_of(panel_id: int, token_id: str) -> str:
    """Two sites may count alike: a token's id is its panel's."""
    return hashlib.sha256(f"{panel_id}\x1f{token_id}".encode()).hexdigest()
