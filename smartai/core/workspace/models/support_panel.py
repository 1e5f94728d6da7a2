from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone

KEY_PREFIX = "pk_"


def new_key() -> str:
    """A public name for the snippet: nobody meets one by chance, and it opens nothing by itself."""
    return KEY_PREFIX + secrets.token_hex(6)


class SupportPanel(models.Model):
    """A place where customers write: our own pages (the default one), or a brand or site of its own.

    ``choices`` holds what it decides itself, by group and name; everything else follows the workspace.
    ``origins`` are the sites that may embed it, as browsers write them: ``https://shop.example``.
    """

    key = models.CharField(max_length=24, unique=True, default=new_key)
    name = models.CharField(max_length=60)
    is_default = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    origins: models.JSONField[list[str]] = models.JSONField(default=list)
    choices: models.JSONField[dict[str, dict[str, object]]] = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-is_default", "name", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_panel"
            ),
        ]

    def __str__(self) -> str:
        return self.name
