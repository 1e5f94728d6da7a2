"""Drawing consequences: every stored fact is handed, once it is committed, to whoever subscribed to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta

import structlog
from django.db import transaction
from django.db.models import QuerySet

from smartai.foundation.events.event import Event
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.due import LeaseLost, claim, put_off, settle, settle_all
from smartai.foundation.jobs.room import leaving_room

Reaction = Callable[[StoredEvent], None]
Subscriptions = Mapping[type[Event], Sequence[Reaction]]

BATCH = 100
LEASE = timedelta(minutes=2)
TRIES = 12

log = structlog.get_logger()


class EventDispatch:
    """A drain. Reactions of one fact run in one transaction with its settling: all of them or none.

    They must only write rows (mails to send, deliveries to make), each with a key of its own, because
    at-least-once is what a crash leaves. A fact that fails is put off; the others go on.
    """

    name = "events"

    def __init__(self, subscriptions: Subscriptions) -> None:
        self._reactions = {event.kind: tuple(reactions) for event, reactions in subscriptions.items()}

    def drain(self) -> int:
        """At most ``BATCH`` facts about no ticket, then of all: that somebody wants a code is one of them."""
        return self._draw_some(StoredEvent.objects.filter(ticket_id=None)) + self._draw_some(
            StoredEvent.objects.all()
        )

    def _draw_some(self, rows: QuerySet[StoredEvent]) -> int:
        claimed = claim(rows, limit=BATCH, lease=LEASE)
        silent = [row for row in claimed if not self._reactions.get(row.kind)]
        with suppress(LeaseLost):
            settle_all(silent)
        for row in claimed:
            if row not in silent:
                with leaving_room():
                    self._react(row)
        return len(claimed)

    def _react(self, row: StoredEvent) -> None:
        try:
            with transaction.atomic():
                for reaction in self._reactions[row.kind]:
                    reaction(row)
                settle(row)
        except LeaseLost:
            log.warning("event.lease_lost", kind=row.kind, fact=row.pk)
        except Exception as error:
            log.exception("event.failed", kind=row.kind, fact=row.pk)
            with suppress(LeaseLost):
                put_off(row, repr(error), max_attempts=TRIES)
