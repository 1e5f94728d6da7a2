from __future__ import annotations

from django.db import models


class Term(models.Model):
    """A word as documents of an index write it, the term it is searched by, and how many have it.

    ``start`` (three letters), ``head`` (one letter and the length) and ``tail`` (two and the length) are what
    it is looked up by when only a part of it is known.
    """

    index = models.CharField(max_length=20)
    word = models.CharField(max_length=64)
    term = models.CharField(max_length=64)
    documents = models.IntegerField(default=0)
    start = models.CharField(max_length=3)
    head = models.CharField(max_length=4)
    tail = models.CharField(max_length=4)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["index", "word", "term"], name="search_word_once")]
        indexes = [
            models.Index(fields=["index", "term", "documents"], name="search_term_counts"),
            models.Index(fields=["index", "start"], name="search_term_start"),
            models.Index(fields=["index", "head"], name="search_term_head"),
            models.Index(fields=["index", "tail"], name="search_term_tail"),
        ]

    def __str__(self) -> str:
        return f"{self.index}: {self.word}"
