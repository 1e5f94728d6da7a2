"""Named reads of tickets; access is one of them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, Self

from django.db.models import Q, QuerySet
from django.utils import timezone

from smartai.core.departments.models import Membership
from smartai.foundation.accounts.actors import Actor, LinkHolder, System
from smartai.foundation.accounts.models import Person

if TYPE_CHECKING:
    from smartai.core.tickets.models import Attachment, CustomField, Message, Tag, Ticket  # noqa: F401  # named in the bases below


_IN_LISTS: Final = (
    "title", "category", "status", "priority", "department", "language", "review", "waiting_since",
    "public_at", "public_by_team", "public_by_name", "public_text", "requester__name", "requester__email",
    "assignee__name", "assignee__email",
)  # fmt: skip


def seen_by(actor: Actor, ticket: str = "") -> Q:
    """The condition of access for rows whose ticket is at the look-up path ``ticket``, like ``"ticket__"``.

    Supervisors and owners see all; agents and light agents the tickets of their departments, those assigned
    to them and those they asked for; customers their own and those they were let into; a link its one ticket;
    visitors none.
    """
    match actor:
        case System():
            return Q()
        case LinkHolder():
            return Q(**{f"{ticket}pk": actor.ticket_id})
        case Person() if actor.active and actor.is_supervisor:
            return Q()
        case Person() if actor.active and actor.is_team:
            return seen_at_work(actor, ticket)
        case Person() if actor.active:
            taking_part = actor.participations.values("ticket_id")
            return Q(**{f"{ticket}requester": actor}) | Q(**{f"{ticket}pk__in": taking_part})
        case _:
            return Q(pk__in=[])


def seen_at_work(agent: Any, ticket: str = "") -> Q:
    """What an agent or a light agent may see. ``agent`` may also be the parameter of a prepared read."""
    departments = Membership.objects.filter(person=agent).values("department_id")
    return (
        Q(**{f"{ticket}department_id__in": departments})
        | Q(**{f"{ticket}assignee": agent})
        | Q(**{f"{ticket}requester": agent})
    )


def _is_team(actor: Actor) -> bool:
    return isinstance(actor, System) or (isinstance(actor, Person) and actor.is_team)


class TicketQuerySet(QuerySet["Ticket"]):
    def visible_to(self, actor: Actor) -> Self:
        """The tickets that the actor may know of at all (see ``seen_by``)."""
        return self.filter(seen_by(actor))

    def under(self, access: Q) -> Self:
        """The same by a condition of access that was made already, as prepared reads need it."""
        return self.filter(access)

    def own_of(self, person: Person) -> Self:
        """Requested by the person, or the person takes part; whatever else they may see at work."""
        return self.filter(Q(requester=person) | Q(pk__in=person.participations.values("ticket_id")))

    def requested_by(self, person: Person) -> Self:
        return self.filter(requester=person)

    def open(self) -> Self:
        """``IN (false)`` and not ``NOT ended``, for which SQLite knows no index: it would read the table."""
        return self.filter(ended__in=[False])

    def ended(self) -> Self:
        """Solved or closed."""
        return self.filter(ended__in=[True])

    def archived(self, after_days: int) -> Self:
        """Ended longer ago than the owner's choice."""
        return self.ended().filter(ended_at__lt=timezone.now() - timedelta(days=after_days))

    def not_archived(self, after_days: int) -> Self:
        return self.exclude(ended=True, ended_at__lt=timezone.now() - timedelta(days=after_days))

    def waiting_on_us(self) -> Self:
        return self.filter(waiting_since__isnull=False)

    def to_review(self) -> Self:
        """Nobody could tell whether a robot wrote it, and nobody has decided yet."""
        return self.filter(review="waiting")

    def assigned_to(self, person: Person) -> Self:
        return self.filter(assignee=person)

    def tagged(self, name: str) -> Self:
        return self.filter(tags__name=name)

    def for_customers(self) -> Self:
        """With what a customer's page of one ticket shows, in the same statement."""
        return self.select_related("priority", "department", "requester", "rating")

    def for_lists(self) -> Self:
        """With what a row of the team's lists shows and all that they are ordered by, in the same statement.

        Reading the other columns would take as long as drawing the row. Status, priority and department are
        the catalogue's.
        """
        return self.select_related("requester", "assignee").only(*_IN_LISTS)


class MessageQuerySet(QuerySet["Message"]):
    def visible_to(self, actor: Actor) -> Self:
        """Messages of visible tickets; notes for the team only."""
        return self.filter(seen_by(actor, "ticket__")).readable_by(actor)

    def readable_by(self, actor: Actor) -> Self:
        """Within a ticket that was fetched through ``visible_to``: leaves notes out for customers."""
        return self if _is_team(actor) else self.exclude(kind="note")

    def public(self) -> Self:
        """Without notes, whoever asks: what the customer's pages, mails and exports are made of."""
        return self.exclude(kind="note")


class AttachmentQuerySet(QuerySet["Attachment"]):
    def visible_to(self, actor: Actor) -> Self:
        """Files of messages that the actor may see."""
        found = self.filter(seen_by(actor, "message__ticket__"))
        return found if _is_team(actor) else found.exclude(message__kind="note")


class TagQuerySet(QuerySet["Tag"]):
    def visible_to(self, actor: Actor) -> Self:
        """Tags are words of the team."""
        return self if _is_team(actor) else self.none()

    def kept(self) -> Self:
        """What is offered."""
        return self.filter(archived_at=None)

    def named(self, name: str) -> Self:
        """The tag that has this name, or that had it before it was renamed or merged."""
        return self.filter(Q(name=name) | Q(former_names__name=name)).distinct()


class CustomFieldQuerySet(QuerySet["CustomField"]):
    def kept(self) -> Self:
        return self.filter(removed_at=None)

    def shown_to(self, actor: Actor) -> Self:
        """The team's own fields are for the team."""
        return self if _is_team(actor) else self.filter(for_customers=True)
