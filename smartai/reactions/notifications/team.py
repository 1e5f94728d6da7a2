"""What those who answer customers are told."""

from __future__ import annotations

from smartai.core.people.querysets import agents
from smartai.core.tickets.events import CustomerReplied, TicketAssigned, TicketOpened, TicketsReassigned
from smartai.core.tickets.models import Message, MessageKind, Ticket
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.models import StoredEvent
from smartai.reactions.notifications import places
from smartai.reactions.notifications.audience import colleagues_for, who_keeps
from smartai.reactions.notifications.facts import Facts
from smartai.reactions.notifications.kinds import Kind
from smartai.reactions.notifications.owing import owe
from smartai.reactions.notifications.readers import reader_of
from smartai.reactions.notifications.telling import letter_of, quoted, ticket_of, values_of


def tell_team_of_ticket(event: StoredEvent) -> None:
    fact = TicketOpened.from_payload(event.payload)
    _tell(Kind.TEAM_NEW, fact.ticket_id, fact.message_id, "mail_new", event)


def tell_team_of_reply(event: StoredEvent) -> None:
    fact = CustomerReplied.from_payload(event.payload)
    _tell(Kind.TEAM_REPLY, fact.ticket_id, fact.message_id, "mail_replies", event)


def tell_assignee(event: StoredEvent) -> None:
    """A colleague gave somebody the ticket. Nothing once it was given on; ``mail_new`` switches it off."""
    fact = TicketAssigned.from_payload(event.payload)
    ticket = ticket_of(fact.ticket_id) if not fact.handed_over else None
    if ticket is None or ticket.assignee_id is None or ticket.assignee_id != fact.assignee_id:
        return
    letter = ticket.messages.public().filter(kind=MessageKind.CUSTOMER).last()
    for person in colleagues_for(ticket, switch="mail_new", but=event.actor_id):
        if person.pk == fact.assignee_id:
            _owe(Kind.TEAM_ASSIGNED, ticket, letter, person, event)


def tell_heir(event: StoredEvent) -> None:
    """One mail for all the tickets that a colleague left behind. ``mail_new`` switches it off."""
    fact = TicketsReassigned.from_payload(event.payload)
    if fact.heir_id is None:
        return
    for heir in who_keeps("mail_new", agents().filter(pk=fact.heir_id), but=event.actor_id):
        values = {"name": fact.name, "agent": event.actor_name, "number": str(fact.count)}
        facts = Facts(values=values, url=places.own_tickets_page())
        owe(Kind.TEAM_HANDED_OVER, reader_of(heir), facts, key=f"event:{event.pk}")


def _tell(kind: Kind, ticket_id: int, message_id: int, switch: str, event: StoredEvent) -> None:
    ticket = ticket_of(ticket_id)
    letter = letter_of(ticket, message_id) if ticket else None
    if ticket is None or letter is None:
        return
    for person in colleagues_for(ticket, switch=switch, but=event.actor_id):
        _owe(kind, ticket, letter, person, event)


def _owe(kind: Kind, ticket: Ticket, letter: Message | None, person: Person, event: StoredEvent) -> None:
    """The customer is who wrote the letter, where a customer did."""
    by_customer = letter is not None and not letter.by_team
    name = letter.author_name if letter and by_customer else ticket.requester.display_name
    facts = Facts(
        values=values_of(ticket, name=name, agent=event.actor_name if kind is Kind.TEAM_ASSIGNED else ""),
        quote=quoted(letter) if letter else None,
        url=places.ticket_page(ticket.pk),
    )
    owe(kind, reader_of(person), facts, key=f"event:{event.pk}", about_ticket=ticket.pk)
