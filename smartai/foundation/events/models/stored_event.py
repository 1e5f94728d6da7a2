from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from smartai.foundation.events.event import Event
from smartai.foundation.jobs.due import Due


class StoredEvent(Due):
    """A fact, kept for ever: timeline, audit and live updates read it; the worker draws its consequences.

    ``caused_by`` is the fact that led to this one, so that loops can be cut. ``actor_name`` is who acted as
    they were called then.
    """

    kind = models.CharField(max_length=60)
    audience = models.CharField(max_length=10)
    ticket_id = models.BigIntegerField(null=True, blank=True)
    actor_id = models.BigIntegerField(null=True, blank=True)
    actor_name = models.CharField(max_length=200, blank=True)
    by_link = models.BooleanField(default=False)
    payload: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    caused_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, db_index=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta(Due.Meta):
        indexes = [
            *Due.Meta.indexes,
            models.Index(
                fields=["ticket_id", "id"],
                name="event_ticket",
                condition=models.Q(ticket_id__isnull=False),
            ),
            # What changed last of all that is no ticket: pages that everybody reads ask it again and again.
            models.Index(
                fields=["id", "kind"],
                name="event_elsewhere",
                condition=models.Q(ticket_id__isnull=True),
            ),
            # The few whose consequences are drawn before those of the many.
            models.Index(
                fields=["next_attempt_at", "id"],
                name="event_of_no_ticket_due",
                condition=models.Q(state="waiting", ticket_id__isnull=True),
            ),
            # Who did little is found among very many facts of others.
            models.Index(
                fields=["actor_id", "id"],
                name="event_actor",
                condition=models.Q(actor_id__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def event(self) -> Event:
        """The typed fact. Raises ``KeyError`` for a kind that this version doesn't know any more."""
        return Event.known[self.kind].from_payload(self.payload)
