from __future__ import annotations

from django.db import models
from django.utils.translation import gettext, gettext_noop


class Priority(models.Model):
    """How urgent a ticket is: data with its own order (``rank``, higher is more urgent).

    ``name`` is the team's word, ``customer_words`` how the form asks for it. The seeded ones are kept in
    English and shown in the reader's language; the owner's own words are shown as they are.
    """

    name = models.CharField(max_length=40, unique=True)
    customer_words = models.CharField(max_length=80, blank=True)
    rank = models.PositiveSmallIntegerField(unique=True)
    offered = models.BooleanField(default=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["rank"]
        verbose_name_plural = "priorities"

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return gettext(self.name) if self.name else ""

    @property
    def customer_label(self) -> str:
        return gettext(self.customer_words) if self.customer_words else self.label


SEEDED = (
    (gettext_noop("Low"), gettext_noop("Low, whenever you have time"), 10, True, False),
    (gettext_noop("Medium"), gettext_noop("Normal, it slows me down"), 20, True, True),
    (gettext_noop("High"), gettext_noop("High, it blocks my work"), 30, True, False),
    (
        gettext_noop("Urgent"),
        gettext_noop("Urgent, everything stands still"),
        40,
        False,
        False,
    ),
)
