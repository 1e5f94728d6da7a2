from __future__ import annotations

from django.db import models


class Embedded(models.Model):
    """The vector of one row, whose primary key it has: a byte for each number, from -127 to 127.

    ``made_by`` is the provider's name, ``of`` when the row was last changed before. An older vector serves
    until there is a newer one; one of another provider is never compared.
    """

    numbers = models.BinaryField()
    made_by = models.CharField(max_length=200)
    of = models.DateTimeField()

    class Meta:
        abstract = True
