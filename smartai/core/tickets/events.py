"""What can happen to tickets. ``audience`` says which facts a customer may ever be told of."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from smartai.foundation.events.event import Audience, ChangeEvent, Event


@dataclass(frozen=True, kw_only=True)
class TicketEvent(Event):
    ticket_id: int


@dataclass(frozen=True, kw_only=True)
class TicketOpened(TicketEvent):
    kind = "tickets.opened"
    audience = Audience.CUSTOMER

    message_id: int
    by_team: bool = False
    held: bool = False
    """Nobody could tell whether a robot wrote it: its requester hears nothing yet."""
    came_from: dict[str, Any] = field(default_factory=dict)
    """What the form knew of the help before it; see ``RequestDraft``."""


@dataclass(frozen=True, kw_only=True)
class CustomerReplied(TicketEvent):
    kind = "tickets.customer_replied"
    audience = Audience.CUSTOMER

    message_id: int


@dataclass(frozen=True, kw_only=True)
class AgentReplied(TicketEvent):
    kind = "tickets.agent_replied"
    audience = Audience.CUSTOMER

    message_id: int


@dataclass(frozen=True, kw_only=True)
class AnswerNotDelivered(TicketEvent):
    """Its mail to ``address`` was given up for good; "" once whose it was is erased."""

    kind = "tickets.answer_not_delivered"

    message_id: int
    address: str


@dataclass(frozen=True, kw_only=True)
class NoteAdded(TicketEvent):
    kind = "tickets.note_added"

    message_id: int


@dataclass(frozen=True, kw_only=True)
class RequestAccepted(TicketEvent):
    """What had waited for a look at it is a request like others. ``by_answer``: it was simply answered."""

    kind = "tickets.accepted"

    message_id: int
    by_answer: bool = False


@dataclass(frozen=True, kw_only=True)
class RequestRefused(TicketEvent):
    kind = "tickets.refused"


@dataclass(frozen=True, kw_only=True)
class ReviewReopened(TicketEvent):
    """A decision was taken back."""

    kind = "tickets.review_reopened"


@dataclass(frozen=True, kw_only=True)
class StatusChanged(TicketEvent):
    kind = "tickets.status_changed"
    audience = Audience.CUSTOMER

    before: str
    after: str
    category: str
    before_id: int = 0
    after_id: int = 0
    waited_since: str = ""
    """Since when the customer had waited for an answer, where the change ended that."""


@dataclass(frozen=True, kw_only=True)
class TicketAssigned(TicketEvent):
    kind = "tickets.assigned"

    before_id: int | None
    assignee_id: int | None
    assignee_name: str
    handed_over: bool = False
    """With all open tickets of a colleague: the heir is told once, of all of them."""


@dataclass(frozen=True, kw_only=True)
class TicketsReassigned(Event):
    """All open tickets of a colleague, each told by a fact of its own too; ``heir_id`` None: nobody's now."""

    kind = "tickets.reassigned"

    person_id: int
    name: str
    heir_id: int | None
    count: int


@dataclass(frozen=True, kw_only=True)
class PriorityChanged(TicketEvent):
    kind = "tickets.priority_changed"

    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class TicketMoved(TicketEvent):
    kind = "tickets.moved"

    before: str
    after: str
    department_id: int


@dataclass(frozen=True, kw_only=True)
class TitleChanged(TicketEvent):
    kind = "tickets.title_changed"

    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class TagsChanged(TicketEvent):
    kind = "tickets.tags_changed"

    added: list[str]
    removed: list[str]


@dataclass(frozen=True, kw_only=True)
class CustomValuesChanged(TicketEvent):
    kind = "tickets.values_changed"

    labels: list[str]


@dataclass(frozen=True, kw_only=True)
class ParticipantAdded(TicketEvent):
    kind = "tickets.participant_added"

    person_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class ParticipantRemoved(TicketEvent):
    kind = "tickets.participant_removed"

    person_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class LinksRevoked(TicketEvent):
    kind = "tickets.links_revoked"


@dataclass(frozen=True, kw_only=True)
class RequestsAdopted(Event):
    kind = "tickets.adopted"

    person_id: int
    ticket_ids: list[int]


@dataclass(frozen=True, kw_only=True)
class TagCreated(Event):
    kind = "tickets.tag_created"

    tag_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class TagChanged(Event):
    """``before`` is the name until then; the same where only the colour is another.

    Former facts don't tell colours.
    """

    kind = "tickets.tag_changed"

    tag_id: int
    before: str
    name: str
    hue_before: str | None = None
    hue: str | None = None


@dataclass(frozen=True, kw_only=True)
class TagsMerged(Event):
    """``before`` is gone; what had it has the tag ``name`` now."""

    kind = "tickets.tags_merged"

    tag_id: int
    before: str
    name: str


@dataclass(frozen=True, kw_only=True)
class TagArchived(Event):
    kind = "tickets.tag_archived"

    tag_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class TagRestored(Event):
    kind = "tickets.tag_restored"

    tag_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class FieldsChanged(ChangeEvent):
    """A custom field, a status or a priority was created, changed, archived or brought back.

    ``what`` says what in a few words, ``of`` and ``row_id`` of which; former facts don't say which.
    """

    kind = "tickets.fields_changed"

    what: str
    name: str
    of: str = ""
    row_id: int = 0


@dataclass(frozen=True, kw_only=True)
class FormOrdered(Event):
    """What the form for a new request asks stands in another order, told by the keys of all of it."""

    kind = "tickets.form_ordered"

    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
