"""The reads that every page of a customer makes, by name, and how those of the team are made.

Their SQL is built once a process.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Generic, TypeVar

from django.db.models import Exists, Q, QuerySet

from smartai.core.tickets.events import StatusChanged
from smartai.core.tickets.models import Message, Participant, Ticket
from smartai.core.tickets.querysets import TicketQuerySet, seen_at_work
from smartai.foundation.accounts.models import Person
from smartai.foundation.database.counting import CountOf
from smartai.foundation.database.prepared import Prepared
from smartai.foundation.events.event import Audience
from smartai.foundation.events.models import StoredEvent

Change = tuple[dict[str, Any], datetime]
R = TypeVar("R", covariant=True)

MOST_SHARED = 500
"""Requests of others in which somebody takes part that their list shows; the newest ones."""
OWN_ORDER = ("-unread", "-public_at", "-id")
IN_A_LIST_SHOWN = (
    "requester", "title", "category", "unread", "public_at", "public_by_team", "public_by_name",
    "public_text",
)  # fmt: skip
"""What a customer's list shows of a ticket: reading the other columns takes as long as drawing the row."""
IN_A_LIST = 25
"""Requests of one page of somebody's list."""
COUNTED_TO = 100
AT_ONCE = 50
"""Letters that one page shows, and at most as many changes of state around them."""


def _unread_of(person: Any) -> TicketQuerySet:
    """Both states are named: the index of one's own list has them before ``unread``."""
    return Ticket.objects.requested_by(person).filter(ended__in=[False, True], unread=True)


def _counted(rows: TicketQuerySet) -> CountOf:
    return CountOf(rows.values("pk"))


_own = Prepared(
    lambda person, number: (
        Ticket.objects.for_customers()
        .filter(
            Q(requester=person) | Q(pk__in=Participant.objects.filter(person=person).values("ticket_id")),
            pk=number,
        )
        .annotate(unread_elsewhere=_counted(_unread_of(person).exclude(pk=number)))
    )
)
_standing = Prepared(
    lambda person: Person.objects.filter(pk=person).values_list(
        _counted(_unread_of(person)),
        _counted(Ticket.objects.requested_by(person).open()[:COUNTED_TO]),
        Exists(Ticket.objects.requested_by(person)),
        Exists(Participant.objects.filter(person=person)),
    )
)
_shared = Prepared(
    lambda person: (
        Participant.objects.filter(person=person)
        .order_by("-pk")
        .values_list("ticket_id", flat=True)[:MOST_SHARED]
    )
)
_open = Prepared(
    lambda person: (
        Ticket.objects.requested_by(person)
        .open()
        .only(*IN_A_LIST_SHOWN)
        .order_by(*OWN_ORDER)[: IN_A_LIST + 1]
    )
)
_letters = Prepared(
    lambda ticket: Message.objects.public().filter(ticket=ticket).order_by("-pk")[: AT_ONCE + 1],
    plan_once=True,
)
_sent = Prepared(
    lambda ticket, key: Message.objects.filter(form_key=key, ticket=ticket).order_by("pk")[:1],
    plan_once=True,
)
_began = Prepared(lambda key: Message.objects.filter(ticket__form_key=key).order_by("pk")[:1])
_changes = Prepared(lambda ticket: _changes_of(ticket)[:AT_ONCE], plan_once=True)


@dataclass(frozen=True)
class OwnTicket:
    """``unread_elsewhere`` counts the other requests that ``Standing.unread`` counts."""

    ticket: Ticket
    unread_elsewhere: int


def own_ticket(person: Person, number: int) -> OwnTicket | None:
    """The ticket that the person asked for or takes part in (see ``own_of``); None for every other number.

    To a customer no other ticket is visible; a colleague must also be let in by ``visible_to``.
    """
    row: Any = _own.first(person.pk, number) if number < 2**63 else None
    if row is None:
        return None
    if person.is_team and not Ticket.objects.visible_to(person).filter(pk=number).exists():
        return None
    return OwnTicket(row, row.unread_elsewhere)


@dataclass(frozen=True)
class Standing:
    """How somebody stands with us. ``unread`` counts their own requests with an answer that they have not
    seen, ``open`` those that are open, at most ``COUNTED_TO``; they may take part in requests of others.
    """

    unread: int = 0
    open: int = 0
    has_asked: bool = False
    takes_part: bool = False


def standing_of(person: Person) -> Standing:
    """One statement on indexes alone: of all they asked, only what they have not seen makes it longer."""
    row = _standing.first(person.pk)
    return Standing(*row) if row else Standing()


def shared_with(person: Person) -> list[int]:
    """The newest ``MOST_SHARED`` tickets of others that they take part in."""
    return _shared.all(person.pk)


def newest_open(person: Person) -> list[Ticket]:
    """The first page of one's own open requests, in ``OWN_ORDER``, and one more where the list goes on."""
    return _open.all(person.pk)


def letter_sent_with(form_key: str, ticket: Ticket) -> Message | None:
    """What this form brought when it came before: a letter of the ticket, or the first of a new one."""
    return _sent.first(ticket.pk, form_key) or _began.first(form_key)


def newest_letters(ticket: Ticket) -> list[Message]:
    """The newest first, one more than ``AT_ONCE`` where there are older ones; never a note."""
    return _letters.all(ticket.pk)


def newest_changes(ticket: Ticket) -> list[Change]:
    """Payload and moment of the newest changes of state, the newest first."""
    return _changes.all(ticket.pk)


def changes_between(ticket: Ticket, since: datetime | None, until: datetime | None) -> list[Change]:
    """The same of the time after ``since`` and until ``until``."""
    rows = _changes_of(ticket.pk)
    if since:
        rows = rows.filter(created_at__gt=since)
    if until:
        rows = rows.filter(created_at__lte=until)
    return list(rows[:AT_ONCE])


def _changes_of(ticket: Any) -> QuerySet[StoredEvent, Change]:
    """What customers may be told of, nothing else."""
    told = StoredEvent.objects.filter(kind=StatusChanged.kind, audience=Audience.CUSTOMER)
    return told.filter(ticket_id=ticket).order_by("-pk").values_list("payload", "created_at")


class ReadAtWork(Generic[R]):
    """``Prepared`` for somebody of the team, behind the same condition of access as ``visible_to``.

    ``build`` gets what makes that condition for the person, then the person's parameter and those of the
    other values. It is compiled once for supervisors and once for agents, whose conditions differ.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, R]]) -> None:
        self._of_all = Prepared(partial(build, _all))
        self._of_own = Prepared(partial(build, seen_at_work))

    def all(self, person: Person, *values: object) -> list[R]:
        """The rows, in one statement; none for who is not (or no more) of the team."""
        if not (person.active and person.is_team):
            return []
        read = self._of_all if person.is_supervisor else self._of_own
        return read.all(person.pk, *values)

    def first(self, person: Person, *values: object) -> R | None:
        """The first row. The query set says its order and bounds itself."""
        rows = self.all(person, *values)
        return rows[0] if rows else None


def _all(_person: Any) -> Q:
    return Q()
