"""What customers are told of their requests."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from datetime import timedelta

from django.utils import timezone

from smartai.core.people.models.profile import Notify
from smartai.core.tickets.events import (
    AgentReplied,
    ParticipantAdded,
    RequestAccepted,
    StatusChanged,
    TicketOpened,
)
from smartai.core.tickets.models import Category, Message, MessageKind, Participant, Ticket
from smartai.core.workspace.choices import agent_name, choices, panel_numbered, speaking_for
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.mail.models import OutgoingMail
from smartai.reactions.notifications.audience import customers_of, who_wants
from smartai.reactions.notifications.facts import Facts
from smartai.reactions.notifications.kinds import Kind
from smartai.reactions.notifications.owing import owe
from smartai.reactions.notifications.readers import reader_at, reader_of
from smartai.reactions.notifications.telling import (
    direct_link,
    in_short,
    letter_of,
    quoted_for_customers,
    ticket_of,
    values_of,
)

ONE_UNPROVEN = timedelta(days=1)
"""An address that nobody proved gets one confirmation in this time: the form is no mail cannon."""


def confirm_request(event: StoredEvent) -> None:
    """The requester learns that it arrived, or that the team opened one for them."""
    fact = TicketOpened.from_payload(event.payload)
    ticket = ticket_of(fact.ticket_id)
    message = letter_of(ticket, fact.message_id) if ticket else None
    if ticket is None or message is None:
        return
    with _as_its_panel(ticket):
        if fact.by_team:
            _tell_answer(Kind.OPENED_FOR_YOU, ticket, message, event)
        elif not fact.held:
            _tell_arrived(ticket, message, event)


def confirm_accepted(event: StoredEvent) -> None:
    """What had waited for a look at it arrived, then; an answer says so itself."""
    fact = RequestAccepted.from_payload(event.payload)
    ticket = ticket_of(fact.ticket_id)
    message = letter_of(ticket, fact.message_id) if ticket else None
    if ticket and message and not fact.by_answer:
        with _as_its_panel(ticket):
            _tell_arrived(ticket, message, event)


def tell_answer(event: StoredEvent) -> None:
    """The requester and the participants get the answer itself and a link of their own."""
    fact = AgentReplied.from_payload(event.payload)
    ticket = ticket_of(fact.ticket_id)
    message = letter_of(ticket, fact.message_id) if ticket else None
    if ticket and message:
        with _as_its_panel(ticket):
            _tell_answer(Kind.ANSWERED, ticket, message, event)


def tell_solved(event: StoredEvent) -> None:
    """Who wants to hear only of the end gets it, with the last answer."""
    fact = StatusChanged.from_payload(event.payload)
    ticket = ticket_of(fact.ticket_id) if fact.category == Category.SOLVED else None
    if ticket is None or ticket.review or not choices().mail.tell_answered:
        return
    answer = ticket.messages.public().filter(kind=MessageKind.AGENT, created_at__lte=event.created_at).last()
    knowing = customers_of(ticket, joined_by=answer.created_at) if answer else []
    people = customers_of(ticket, joined_by=event.created_at, but=event.actor_id)
    with _as_its_panel(ticket):
        for person in who_wants(people, Notify.SOLVED):
            facts = Facts(
                values=values_of(ticket, name=person.name),
                quote=quoted_for_customers(answer) if answer and person in knowing else None,
                url=direct_link(ticket, person),
            )
            _owe(Kind.SOLVED, ticket, person, facts, event)


def tell_participant(event: StoredEvent) -> None:
    """Somebody was let in: a line and a link, nothing of what was written before."""
    fact = ParticipantAdded.from_payload(event.payload)
    ticket = ticket_of(fact.ticket_id)
    taking_part = Participant.objects.filter(ticket=fact.ticket_id, person=fact.person_id)
    person = Person.objects.filter(pk__in=taking_part.values("person"), active=True).first()
    if ticket is None or person is None or person.pk == event.actor_id:
        return
    if not who_wants([person], Notify.EACH, Notify.SOLVED):
        return
    with _as_its_panel(ticket):
        values = values_of(ticket, name=person.name, agent=agent_name(event.actor_name))
        facts = Facts(values=values, url=direct_link(ticket, person))
        _owe(Kind.LET_IN, ticket, person, facts, event)


def _tell_arrived(ticket: Ticket, message: Message, event: StoredEvent) -> None:
    """Nothing while nobody knows whether a robot wrote it: its address may be a victim's."""
    if ticket.review or not choices().mail.tell_created:
        return
    if ticket.proven:
        _confirm(ticket, message, event)
    else:
        _confirm_unproven(ticket)


def _as_its_panel(ticket: Ticket) -> AbstractContextManager[None]:
    """Name, look and words of the place where the customer wrote."""
    panel = panel_numbered(ticket.panel_id)
    return speaking_for(panel.key if panel else "")


def _confirm(ticket: Ticket, message: Message, event: StoredEvent) -> None:
    person = ticket.requester
    if person.active and who_wants([person], Notify.EACH):
        facts = Facts(
            values=values_of(ticket, name=person.name),
            quote=quoted_for_customers(message),
            url=direct_link(ticket, person),
        )
        _owe(Kind.CREATED, ticket, person, facts, event)


def _confirm_unproven(ticket: Ticket) -> None:
    """Nothing that the sender wrote is in it, not even a name or a title: the address may be a victim's."""
    person, now = ticket.requester, timezone.now()
    recent = OutgoingMail.objects.filter(
        kind=Kind.CREATED_UNPROVEN, to_address=person.email, created_at__gt=now - ONE_UNPROVEN
    )
    if not person.active or recent.exists():
        return
    address_key = hashlib.sha256(person.email.encode()).hexdigest()[:32]
    reader = reader_at(person.email, key=f"address:{address_key}", language=ticket.language)
    facts = Facts(values={"number": str(ticket.pk)}, url=direct_link(ticket, person))
    owe(Kind.CREATED_UNPROVEN, reader, facts, key=f"unproven:{now:%Y-%m-%d}", about_ticket=ticket.pk)


def _tell_answer(kind: Kind, ticket: Ticket, message: Message, event: StoredEvent) -> None:
    if not choices().mail.tell_answered:
        return
    earlier = _answered_letter(ticket, message)
    knowing = customers_of(ticket, joined_by=earlier.created_at) if earlier else []
    people = customers_of(ticket, joined_by=message.created_at, but=event.actor_id)
    for person in who_wants(people, Notify.EACH):
        facts = Facts(
            values=values_of(ticket, name=person.name, agent=agent_name(message.author_name)),
            quote=quoted_for_customers(message),
            earlier=in_short(earlier) if earlier and person in knowing else None,
            url=direct_link(ticket, person),
        )
        _owe(kind, ticket, person, facts, event, about_message=message.pk)


def _answered_letter(ticket: Ticket, answer: Message) -> Message | None:
    """The customer's last letter before it; none where nobody proved that the address is theirs."""
    if not ticket.proven:
        return None
    return ticket.messages.public().filter(kind=MessageKind.CUSTOMER, pk__lt=answer.pk).last()


def _owe(
    kind: Kind,
    ticket: Ticket,
    person: Person,
    facts: Facts,
    event: StoredEvent,
    about_message: int | None = None,
) -> None:
    reader = reader_of(person, language=ticket.language)
    owe(kind, reader, facts, key=f"event:{event.pk}", about_ticket=ticket.pk, about_message=about_message)
