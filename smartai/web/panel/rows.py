"""Requests as lines of a list, as their customer reads them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext

from smartai.core.tickets.search.showing import Shown
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.web.ui.addresses import url
from smartai.web.ui.icons import glyph
from smartai.web.ui.marking import marked
from smartai.web.ui.moments import since

GLYPHS: Final = {"new": "new", "open": "open", "waiting": "waiting", "on_hold": "open", "solved": "solved"}
"""The customer sees no difference between being worked on and being on hold."""


def rows_of(found: Sequence[Shown], person: Person) -> list[dict[str, Any]]:
    """``unread`` is the requester's own; participants have no such mark."""
    known, address, ago = choices(), url("panel:requests"), since()
    own_name, you, new_answer = person.display_name, gettext("You"), gettext("New answer")
    rows = []
    for shown in found:
        ticket = shown.ticket
        mine = ticket.requester_id == person.pk
        unread = ticket.unread and mine
        if shown.by_team:
            by = shown.author if known.panel.show_agent_details else known.brand.name
        else:
            by = you if shown.author == own_name else shown.author
        called = own_name if mine else ticket.requester.display_name
        rows.append(
            {
                "number": ticket.pk,
                "url": f"{address}{ticket.pk}/{'#new' if unread else ''}",
                "title": called if known.panel.name_as_title else marked(shown.title),
                "glyph": glyph(GLYPHS.get(ticket.category, "closed")),
                "words": new_answer if unread else ticket.customer_status,
                "unread": unread,
                "ago": ago(ticket.public_at),
                "by": by,
                "text": marked(shown.excerpt),
            }
        )
    return rows
