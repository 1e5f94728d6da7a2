"""Reading stored facts in the order in which they become visible. Runs in a thread, one call at a time."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import timedelta

from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from smartai.core.tickets.models import Participant, Ticket
from smartai.foundation.events.models import StoredEvent
from smartai.reactions.live.facts import CHANGES_RIGHTS, Fact, fact_of

BATCH = 500
REPLAYED = timedelta(minutes=10)
MOST_REPLAYED = 300
GAP_SECONDS = 60.0
"""How long a number that was skipped may still appear: PostgreSQL gives numbers before the commit."""
MOST_GAPS = 1_000
LOOKED_BACK = 100
"""Numbers below the newest one that may belong to changes which are not committed yet."""


class Reader:
    """Follows the table from now on; ``read`` gives what became visible since the last call.

    ``rights_changed`` says whether there was anything among it after which somebody may hear less, or more.
    """

    def __init__(self) -> None:
        self.rights_changed = False
        self._last = StoredEvent.objects.aggregate(last=Max("pk"))["last"] or 0
        lower = range(max(1, self._last - LOOKED_BACK), self._last)
        there = StoredEvent.objects.filter(pk__in=lower).values_list("pk", flat=True)
        self._gaps = dict.fromkeys(sorted(set(lower) - set(there)), time.monotonic() + GAP_SECONDS)

    def read(self) -> list[Fact]:
        """At most ``BATCH`` facts, three statements, one when nothing happened."""
        rows = list(
            StoredEvent.objects.filter(Q(pk__gt=self._last) | Q(pk__in=list(self._gaps))).order_by("pk")[
                :BATCH
            ]
        )
        self._advance([row.pk for row in rows])
        self.rights_changed = any(row.kind in CHANGES_RIGHTS for row in rows)
        return facts_of(rows)

    def _advance(self, numbers: list[int]) -> None:
        now = time.monotonic()
        for number in numbers:
            self._gaps.pop(number, None)
            if number > self._last:
                missing = range(max(self._last + 1, number - MOST_GAPS), number)
                self._gaps.update(dict.fromkeys(missing, now + GAP_SECONDS))
                self._last = number
        living = [(number, until) for number, until in self._gaps.items() if until > now]
        self._gaps = dict(living[-MOST_GAPS:])


def missed_since(last_id: int) -> list[Fact] | None:
    """Facts after the last one that a listener heard; None when they are too many or too old to list."""
    after = StoredEvent.objects.filter(pk__gt=last_id)
    oldest = after.order_by("pk").first()
    if oldest is None:
        return []
    if oldest.created_at < timezone.now() - REPLAYED:
        return None
    rows = list(after.order_by("pk")[: MOST_REPLAYED + 1])
    return facts_of(rows) if len(rows) <= MOST_REPLAYED else None


def just_happened(seconds: float) -> list[Fact]:
    """Between the drawing of a page and its stream: what was not on the page."""
    newest = StoredEvent.objects.order_by("-pk")[:MOST_REPLAYED]
    since = timezone.now() - timedelta(seconds=seconds)
    return facts_of([row for row in reversed(newest) if row.created_at >= since])


def facts_of(rows: list[StoredEvent]) -> list[Fact]:
    """Who may hear of each: two statements for all of them. Facts of no ticket are nobody's here."""
    ids = {row.ticket_id for row in rows if row.ticket_id}
    if not ids:
        return []
    tickets: QuerySet[Ticket] = Ticket.objects.filter(pk__in=ids)
    known = {
        pk: (requester, department, assignee)
        for pk, requester, department, assignee in tickets.values_list(
            "pk", "requester_id", "department_id", "assignee_id"
        )
    }
    people: dict[int, set[int]] = defaultdict(set)
    for ticket_id, person_id in Participant.objects.filter(ticket__in=ids).values_list("ticket", "person"):
        people[ticket_id].add(person_id)
    return [
        fact_of(row, known[row.ticket_id], frozenset(people[row.ticket_id]))
        for row in rows
        if row.ticket_id in known
    ]
