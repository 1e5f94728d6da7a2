from __future__ import annotations

from enum import StrEnum
from typing import Any

from django.db import models


class Step(StrEnum):
    """Of the first five minutes, in their order."""

    LOOK = "look"
    DEPARTMENTS = "departments"
    MAIL = "mail"
    PLACE = "place"
    COLLEAGUES = "colleagues"


class StepState(StrEnum):
    OPEN = "open"
    DONE = "done"
    LATER = "later"


class Workspace(models.Model):
    """The owner's choices: one row, one JSON object a group, one version for all of them.

    ``first_steps``: how far the first five minutes are, a state a step, and whether what is left is still
    shown; empty where they were never begun.
    """

    choices: models.JSONField[dict[str, dict[str, Any]]] = models.JSONField(default=dict)
    first_steps: models.JSONField[dict[str, str]] = models.JSONField(default=dict)
    version = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"choices, version {self.version}"
