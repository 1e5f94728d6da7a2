"""What a stream says: that something happened to a ticket. Never any words of it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from smartai.foundation.events.event import Audience
from smartai.foundation.events.models import StoredEvent

KINDS = {
    "tickets.opened": "message",
    "tickets.customer_replied": "message",
    "tickets.agent_replied": "message",
    "tickets.note_added": "note",
    "tickets.status_changed": "status",
}
CHANGES_RIGHTS = frozenset({"people.role_changed", "people.deactivated", "departments.members_changed"})
"""Facts of no ticket: whoever listens is looked at anew before anything else is heard."""
LEAVES_A_LIST = frozenset({"tickets.moved", "tickets.assigned"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A stored fact of a ticket, and who may hear of it."""

    id: int
    ticket_id: int
    kind: str
    for_customers: bool
    leaves_a_list: bool
    actor_id: int | None
    requester_id: int
    participant_ids: frozenset[int]
    department_id: int
    assignee_id: int | None

    @property
    def line(self) -> bytes:
        data = json.dumps({"ticket": self.ticket_id, "kind": self.kind}, separators=(",", ":"))
        return f"id: {self.id}\nevent: fact\ndata: {data}\n\n".encode()


ANYTHING = b'event: fact\ndata: {"ticket":0,"kind":"anything"}\n\n'
"""More happened than is worth listing, or something left what the listener may see: look again."""


def fact_of(row: StoredEvent, ticket: tuple[int, int, int | None], participant_ids: frozenset[int]) -> Fact:
    """``ticket`` is requester, department and assignee as they are now."""
    requester_id, department_id, assignee_id = ticket
    return Fact(
        id=row.pk,
        ticket_id=row.ticket_id or 0,
        kind=KINDS.get(row.kind, "ticket"),
        for_customers=row.audience == Audience.CUSTOMER,
        leaves_a_list=row.kind in LEAVES_A_LIST,
        actor_id=row.actor_id,
        requester_id=requester_id,
        participant_ids=participant_ids,
        department_id=department_id,
        assignee_id=assignee_id,
    )
