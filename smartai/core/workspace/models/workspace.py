from __future__ import annotations

from typing import Any

from django.db import models


class Workspace(models.Model):
    """The owner's choices: one row, one JSON object a group, one version for all of them."""

    choices: models.JSONField[dict[str, dict[str, Any]]] = models.JSONField(default=dict)
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"choices, version {self.version}"
