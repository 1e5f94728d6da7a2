from __future__ import annotations

from django.db import models

from smartai.core.tickets.models.ticket import Ticket
from smartai.foundation.search.models import Filed


class TicketWords(Filed):
    """That a ticket's words are filed; ``upto`` is its last message that is."""

    ticket = models.OneToOneField(Ticket, primary_key=True, on_delete=models.CASCADE, related_name="words")

    class Meta(Filed.Meta):
        pass

    def __str__(self) -> str:
        return f"words of #{self.ticket_id}"
