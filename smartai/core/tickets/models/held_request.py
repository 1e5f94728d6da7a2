from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class HeldRequest(models.Model):
    """A request that waits until its address is proven by a code; kept for 24 hours.

    Bound to the browser that wrote it by ``holder_hash``. ``draft`` is the JSON of a ``RequestDraft``.
    """

    holder_hash = models.CharField(max_length=64, db_index=True)
    address = models.CharField(max_length=254)
    draft: models.JSONField[dict[str, Any]] = models.JSONField()
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    sent_ticket_id = models.BigIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return f"held request {self.pk}"
