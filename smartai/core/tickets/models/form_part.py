from __future__ import annotations

from django.db import models


class Part(models.TextChoices):
    """What every form for a new request can ask for; the values are names of the owner's choices, too."""

    TITLE = "title"
    MESSAGE = "message"
    DEPARTMENT = "department"
    PRIORITY = "priority"
    ATTACHMENTS = "attachments"


class FormPart(models.Model):
    """Where a part of the form stands among the owner's own fields, once they were put in order.

    Positions are counted together with those of ``CustomField``. Without rows the parts stand where they
    always did: files last, the others before the owner's fields.
    """

    name = models.CharField(max_length=12, choices=Part, unique=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
