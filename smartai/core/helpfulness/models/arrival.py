from __future__ import annotations

from typing import Any

from django.db import models

from smartai.core.helpfulness.querysets import ArrivalQuerySet
from smartai.core.tickets.models import Ticket
from smartai.foundation.jobs.due import Due


class Arrival(Due):
    """A request that came and must still be weighed against what help had offered; gone once it is.

    ``came_from`` is what its form knew of that, as ``RequestDraft.came_from`` says.
    """

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, related_name="+")
    came_from: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)

    objects = ArrivalQuerySet.as_manager()

    def __str__(self) -> str:
        return f"arrival of #{self.ticket_id}"
