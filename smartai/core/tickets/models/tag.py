from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.querysets import TagQuerySet


class Hue(models.TextChoices):
    ROSE = "rose", _("Rose")
    AMBER = "amber", _("Amber")
    LIME = "lime", _("Lime")
    GREEN = "green", _("Green")
    TEAL = "teal", _("Teal")
    SKY = "sky", _("Sky")
    INDIGO = "indigo", _("Indigo")
    VIOLET = "violet", _("Violet")
    PINK = "pink", _("Pink")


class Tag(models.Model):
    """A word that the team puts on tickets; kept in lower case. An archived one is offered no more, and
    stays on the tickets that have it."""

    name = models.CharField(max_length=40, unique=True)
    hue = models.CharField(max_length=10, choices=Hue, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
