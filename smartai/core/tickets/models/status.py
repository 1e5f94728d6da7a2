from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Category(models.TextChoices):
    """What a status means to the product; its name is the owner's."""

    NEW = "new", pgettext_lazy("ticket status", "New")
    OPEN = "open", pgettext_lazy("ticket status", "Open")
    WAITING = "waiting", _("Waiting for customer")
    ON_HOLD = "on_hold", _("On hold")
    SOLVED = "solved", _("Solved")
    CLOSED = "closed", _("Closed")


OPEN_CATEGORIES = (Category.NEW, Category.OPEN, Category.WAITING, Category.ON_HOLD)
ENDED_CATEGORIES = (Category.SOLVED, Category.CLOSED)

CUSTOMER_WORDS = {
    Category.NEW: _("Received"),
    Category.OPEN: _("Being worked on"),
    Category.WAITING: _("Waiting for you"),
    Category.ON_HOLD: _("Being worked on"),
    Category.SOLVED: _("Solved"),
    Category.CLOSED: _("Closed"),
}


class Status(models.Model):
    """A state of tickets. An empty name shows the category's, in the reader's language.

    The first status of a category (by position) is the one that actions choose.
    """

    name = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=10, choices=Category)
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "statuses"

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.name or str(Category(self.category).label)
