"""A request as one line of a list, as its customer reads it."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext

from smartai.core.tickets.search.showing import Shown
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.foundation.search.excerpts import Piece

GLYPHS: Final = {"new": "new", "open": "open", "waiting": "waiting", "on_hold": "open", "solved": "solved"}
"""The customer sees no difference between being worked on and being on hold."""


def row_of(shown: Shown, person: Person, address: str) -> dict[str, Any]:
    """``unread`` is the requester's own; participants have no such mark. ``address`` is that of the list."""
    panel, ticket = choices().panel, shown.ticket
    mine = ticket.requester_id == person.pk
    if shown.by_team:
        by = shown.author if panel.show_agent_details else choices().brand.name
    else:
        by = gettext("You") if shown.author == person.display_name else shown.author
    name = (person if mine else ticket.requester).display_name
    return {
        "number": ticket.pk,
        "url": f"{address}{ticket.pk}/",
        "title": [Piece(name)] if panel.name_as_title else shown.title,
        "state": GLYPHS.get(ticket.category, "closed"),
        "words": ticket.customer_status,
        "unread": ticket.unread and mine,
        "at": ticket.public_at,
        "by": by,
        "text": shown.excerpt,
    }
