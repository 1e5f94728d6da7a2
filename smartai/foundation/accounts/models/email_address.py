from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.foundation.accounts.models.person import Person


class EmailAddress(models.Model):
    """An address of a person, in its normal form (see ``lib.addresses``).

    Many people may claim an address; one may prove it. Nothing is shown to anybody because of a
    claimed address alone.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    address = models.CharField(max_length=254, db_index=True)
    proven_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                condition=models.Q(proven_at__isnull=False),
                name="address_proven_once",
            ),
            models.UniqueConstraint(fields=["person", "address"], name="address_once_a_person"),
        ]

    def __str__(self) -> str:
        return self.address
