from __future__ import annotations

from contextlib import suppress

from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q

from smartai.core.tickets.actions.change_status import move_to_category
from smartai.core.tickets.actions.open_ticket import RequestDraft, open_ticket
from smartai.core.tickets.actions.review_request import accept_silently
from smartai.core.tickets.actions.write_message import first_words, write_message
from smartai.core.tickets.errors import AnsweredMeanwhile
from smartai.core.tickets.events import AgentReplied, CustomerReplied, NoteAdded
from smartai.core.tickets.models import Category, Channel, Message, MessageKind, Ticket
from smartai.core.tickets.policies import (
    can_note,
    can_reply_as_customer,
    can_work_on,
    reopening_is_over,
)
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.record import record


def reply_as_customer(
    ticket: Ticket,
    text: str,
    *,
    by: Actor,
    uploads: list[str] | None = None,
    uploader: str = "",
    form_key: str | None = None,
    channel: str = Channel.WEB,
) -> Message:
    """The customer answers; an ended ticket opens again, or gets a linked successor when that is over.

    The same ``form_key`` again returns the first message. Raises ``MessageEmpty``, ``UploadNotFound``.
    """
    require(can_reply_as_customer(by, ticket))
    try:
        with transaction.atomic():
            ticket = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
            if ticket.ended and reopening_is_over(ticket):
                return _successor(ticket, text, by, uploads or [], uploader, form_key, channel)
            message = write_message(
                ticket, text, kind=MessageKind.CUSTOMER, author=person_of(by), uploads=uploads or [],
                uploader=uploader, form_key=form_key, channel=channel,
            )  # fmt: skip
            _shows(ticket, message)
            ticket.waiting_since = ticket.waiting_since or message.created_at
            ticket.unread = ticket.unread and ticket.requester_id != message.author_id
            said = record(CustomerReplied(ticket_id=ticket.pk, message_id=message.pk), by=by)
            if ticket.category not in (Category.NEW, Category.OPEN):
                move_to_category(ticket, Category.OPEN, by=by, caused_by=said)
            ticket.save()
            return message
    except IntegrityError:
        return _earlier(form_key, ticket)


def reply_as_agent(
    ticket: Ticket,
    text: str,
    *,
    by: Actor,
    uploads: list[str] | None = None,
    uploader: str = "",
    form_key: str | None = None,
    then: Category = Category.WAITING,
    seen: int | None = None,
) -> Message:
    """The team answers; the ticket moves to ``then`` and, without an assignee, to who answered.

    Whoever answers a request that waits for a look at it has accepted it.

    Raises ``AnsweredMeanwhile`` when somebody else wrote after the message ``seen``: of two who answer at
    once, one is stopped.
    """
    require(can_work_on(by, ticket))
    try:
        with transaction.atomic():
            ticket = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
            author = person_of(by)
            _stop_after(seen, ticket, author, form_key)
            message = write_message(
                ticket, text, kind=MessageKind.AGENT, author=author, uploads=uploads or [],
                uploader=uploader, form_key=form_key, channel=Channel.DESK,
            )  # fmt: skip
            _shows(ticket, message)
            ticket.waiting_since, ticket.unread = None, True
            ticket.assignee = ticket.assignee or author
            accept_silently(ticket, by=by, by_answer=True)
            said = record(AgentReplied(ticket_id=ticket.pk, message_id=message.pk), by=by)
            move_to_category(ticket, then, by=by, caused_by=said)
            ticket.save()
            return message
    except IntegrityError:
        return _earlier(form_key, ticket)


def add_note(
    ticket: Ticket,
    text: str,
    *,
    by: Actor,
    uploads: list[str] | None = None,
    uploader: str = "",
    form_key: str | None = None,
    seen: int | None = None,
) -> Message:
    """A note that only the team ever sees; changes nothing that a customer can notice.

    Raises ``AnsweredMeanwhile`` like an answer does.
    """
    require(can_note(by, ticket))
    try:
        with transaction.atomic():
            ticket = Ticket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
            _stop_after(seen, ticket, person_of(by), form_key)
            message = write_message(
                ticket, text, kind=MessageKind.NOTE, author=person_of(by), uploads=uploads or [],
                uploader=uploader, form_key=form_key, channel=Channel.DESK,
            )  # fmt: skip
            Ticket.objects.filter(pk=ticket.pk).update(changed_at=message.created_at)
            record(NoteAdded(ticket_id=ticket.pk, message_id=message.pk), by=by)
            return message
    except IntegrityError:
        return _earlier(form_key, ticket)


def _stop_after(seen: int | None, ticket: Ticket, writer: Person | None, form_key: str | None) -> None:
    """The ticket is locked. What the same form has sent before is no news to anybody."""
    if seen is None or (form_key and Message.objects.filter(form_key=form_key).exists()):
        return
    newer = Message.objects.filter(ticket=ticket, pk__gt=seen).defer("html", "text").order_by("-pk")
    news = newer.filter(~Q(author=writer) | Q(author=None)).first()
    if news is not None:
        raise AnsweredMeanwhile(news)


def _shows(ticket: Ticket, message: Message) -> None:
    """The list's copy of the newest letter."""
    ticket.public_at = ticket.changed_at = message.created_at
    ticket.public_by_team = message.by_team
    ticket.public_by_name = message.author_name
    ticket.public_text = first_words(message.text)


def _earlier(form_key: str | None, ticket: Ticket) -> Message:
    if form_key is None:
        raise IntegrityError("the message was refused by the database")
    return Message.objects.get(form_key=form_key, ticket=ticket)


def _successor(
    ticket: Ticket,
    text: str,
    by: Actor,
    uploads: list[str],
    uploader: str,
    form_key: str | None,
    channel: str,
) -> Message:
    person = person_of(by)
    assert person is not None  # can_reply_as_customer has seen a person
    draft = RequestDraft(
        title=ticket.title, text=text, department_id=_living_department(ticket),
        priority_id=ticket.priority_id, uploads=uploads, uploader=uploader, language=ticket.language,
        form_key=form_key, channel=channel, panel_id=ticket.panel_id, follows_id=ticket.pk,
    )  # fmt: skip
    return open_ticket(draft, requester=person, by=person, proven=ticket.proven).messages.earliest("pk")


def _living_department(ticket: Ticket) -> int | None:
    return ticket.department_id if ticket.department.archived_at is None else None


def mark_seen(ticket: Ticket, *, by: Actor) -> None:
    """The requester has seen the newest answer. One conditional statement, none when nothing is new.

    A database that can't be written to just now keeps the mark as it was, and nobody from reading.
    """
    person = person_of(by)
    if ticket.unread and person is not None and ticket.requester_id == person.pk:
        read = Ticket.objects.filter(pk=ticket.pk, public_at__lte=ticket.public_at)
        with suppress(OperationalError), transaction.atomic():
            read.update(unread=False, seen_at=ticket.public_at)
