from __future__ import annotations

from django.db import models


class Counter(models.Model):
    """How often something happened since its window began.

    ``key`` is a keyed hash: neither addresses nor networks are at rest. ``ends_at`` is in
    milliseconds since 1970, so that one statement serves every database.
    """

    key = models.CharField(max_length=64, primary_key=True)
    count = models.BigIntegerField()
    ends_at = models.BigIntegerField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at}"
