from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.core.tickets.models.ticket import Ticket
from smartai.foundation.accounts.models import Person


class Participant(models.Model):
    """Another customer whom the team let into the conversation: reads and answers like the requester."""

    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="participations")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ticket", "person"], name="participant_once")]

    def __str__(self) -> str:
        return f"{self.person_id} in #{self.ticket_id}"
