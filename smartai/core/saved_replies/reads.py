"""Saved replies as they are sent: with the names and numbers of a ticket."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

from smartai.core.tickets.models import Ticket
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.lib.placeholders import filled

PLACEHOLDERS: Final = {
    "customer": _("the customer's name"),
    "number": _("the ticket's number"),
    "title": _("the ticket's title"),
    "department": _("the ticket's department"),
    "agent": _("the name of whoever answers"),
    "company": _("your company's name"),
}


def filled_for(text: str, ticket: Ticket, by: Person) -> str:
    """The text of a saved reply for this ticket, which comes with its requester and department."""
    values = {
        "customer": ticket.requester.display_name,
        "number": f"#{ticket.pk}",
        "title": ticket.title,
        "department": ticket.department.name,
        "agent": by.display_name,
        "company": choices().brand.name,
    }
    return filled(text, values)
