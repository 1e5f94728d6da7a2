"""What can happen to tickets. ``audience`` says which facts a customer may ever be told of."""

from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import Audience, Event


@dataclass(frozen=True, kw_only=True)
class TicketEvent(Event):
    ticket_id: int


@dataclass(frozen=True, kw_only=True)
class TicketOpened(TicketEvent):
    kind = "tickets.opened"
    audience = Audience.CUSTOMER

    message_id: int
    by_team: bool = False


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
class NoteAdded(TicketEvent):
    kind = "tickets.note_added"

    message_id: int


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
class FieldsChanged(Event):
    """A custom field, a status or a priority was created, changed or removed."""

    kind = "tickets.fields_changed"

    what: str
    name: str
