from __future__ import annotations

from collections.abc import Sequence

from smartai.foundation.accounts.actors import Actor, LinkHolder, System, person_of
from smartai.foundation.database.inserting import insert
from smartai.foundation.events.event import Event
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.doorbell import ring


def record(event: Event, *, by: Actor, caused_by: StoredEvent | None = None) -> StoredEvent:
    """Stores the fact in the caller's transaction and rings for its consequences after commit.

    One INSERT. Consequences are drawn later, by the worker, from the row: nothing leaves before commit.
    """
    stored = _stored(event, by, caused_by)
    insert(stored)
    ring()
    return stored


def record_all(events: Sequence[Event], *, by: Actor) -> None:
    """The same for many facts of one change: one statement for all of them."""
    StoredEvent.objects.bulk_create([_stored(event, by, None) for event in events])
    ring()


def _stored(event: Event, by: Actor, caused_by: StoredEvent | None) -> StoredEvent:
    person = person_of(by)
    return StoredEvent(
        kind=event.kind,
        audience=event.audience,
        ticket_id=getattr(event, "ticket_id", None),
        actor_id=person.pk if person else None,
        actor_name=by.reason if isinstance(by, System) else (person.display_name if person else ""),
        by_link=isinstance(by, LinkHolder),
        payload=event.payload(),
        caused_by=caused_by,
    )
