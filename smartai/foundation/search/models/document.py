from __future__ import annotations

from typing import Final

from django.db import models

FORM: Final = 1
"""Counts up when words are prepared in another way: what was prepared otherwise is then prepared anew."""


class Document(models.Model):
    """The words of one row, prepared for the search: its primary key is the row's.

    A package that can be searched has a model of this, a migration with ``IndexWords``, and an ``Index``.
    ``title`` and ``body`` are terms with a space between, see ``lib.words.terms``; ``written`` has
    their words as they were written, each with its term, so that the vocabulary can forget it again.
    """

    language = models.CharField(max_length=10, blank=True)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    written = models.JSONField(default=dict)
    form = models.PositiveSmallIntegerField(default=FORM)

    class Meta:
        abstract = True
        indexes = [models.Index(fields=["language"], name="%(class)s_language")]
