"""What a mail about a ticket tells. Letters are read through ``public()``: a note can't get into a mail."""

from __future__ import annotations

from dataclasses import replace

from smartai.core.tickets.actions import issue_link
from smartai.core.tickets.models import Message, Ticket
from smartai.core.workspace.choices import agent_name
from smartai.foundation.accounts.models import Person
from smartai.foundation.mail.marks import mark
from smartai.lib.text import beginning
from smartai.reactions.notifications.facts import Quote
from smartai.reactions.notifications.filling import LINK

EARLIER_LENGTH = 400
LONGEST = 20_000
"""Characters. Some mail programs cut a mail off after 100 KB, and with it the button below the letter."""


def ticket_of(pk: int) -> Ticket | None:
    return Ticket.objects.select_related("requester", "department").filter(pk=pk).first()


def letter_of(ticket: Ticket, message_id: int) -> Message | None:
    return ticket.messages.public().filter(pk=message_id).first()


def values_of(ticket: Ticket, *, name: str, agent: str = "") -> dict[str, str]:
    """The placeholders' values. ``name`` is the customer's."""
    return {
        "name": name,
        "number": str(ticket.pk),
        "title": ticket.title,
        "agent": agent,
        "department": ticket.department.name,
    }


def direct_link(ticket: Ticket, person: Person) -> str:
    """A mark in whose place the mail that is sent has the secret address."""
    return mark(LINK, issue_link(ticket, person).pk)


def quoted(message: Message) -> Quote:
    """As the team reads it."""
    cut = len(message.html) > LONGEST
    return Quote(
        author=message.author_name,
        at=message.created_at,
        text=f"{message.text[:LONGEST].rstrip()} …" if cut else message.text,
        html="" if cut else message.html,
        files=message.attachments.count() if message.has_attachments else 0,
        cut=cut,
    )


def quoted_for_customers(message: Message) -> Quote:
    author = agent_name(message.author_name) if message.by_team else message.author_name
    return replace(quoted(message), author=author)


def in_short(message: Message) -> Quote:
    return Quote(
        author=message.author_name, at=message.created_at, text=beginning(message.text, EARLIER_LENGTH)
    )
