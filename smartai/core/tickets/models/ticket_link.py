from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.core.tickets.models.ticket import Ticket
from smartai.foundation.accounts.models import Person


class TicketLink(models.Model):
    """A secret address that opens one ticket for one person: read and answer, nothing else.

    The token (256 bits) is derived from the application's secret, the id and ``nonce`` when the mail is
    sent; the row holds only its hash.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ticket_links")
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001  # derived from the id
    nonce = models.CharField(max_length=32)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"link {self.pk} to #{self.ticket_id}"
