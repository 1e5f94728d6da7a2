from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

FILED_AS = 1
"""Counts up when words are filed in another way: what was filed otherwise is filed anew. See ``Corpus``."""


class Filed(models.Model):
    """That a row's words are in a corpus: its primary key is the row's.

    The words themselves stand in what ``FileWords`` adds in the migration. ``upto`` is the newest part of the
    row that was filed (a ticket's last message), ``stale`` that something else of it changed since.
    """

    upto = models.BigIntegerField(default=0)
    stale = models.BooleanField(default=False)
    form = models.PositiveSmallIntegerField(default=FILED_AS)

    objects: models.Manager[Any] = models.Manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["-upto"], name="%(class)s_upto"),
            models.Index(fields=["stale"], condition=Q(stale=True), name="%(class)s_stale"),
        ]
