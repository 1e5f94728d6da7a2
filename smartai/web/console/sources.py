"""The ticket that an article is made of: its conversation beside the editor, a click puts a letter in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from smartai.core.knowledge.actions import name_source
from smartai.core.knowledge.models import Article
from smartai.core.tickets.models import Message, Ticket
from smartai.foundation.accounts.models import Person
from smartai.web.console.frame import me
from smartai.web.ui.unnamed import Names, names_of, unnamed
from smartai.web.ui.visitors import VisitorRequest

LETTERS: Final = 50
LONGEST: Final = 8_000
"""Characters of a letter: whoever needs more opens the ticket."""


@dataclass(frozen=True)
class Part:
    """A letter as it was written, and as it may be put into an article: without whom it names."""

    author: str
    at: datetime
    text: str
    insert: str
    note: bool
    team: bool


@dataclass(frozen=True)
class Source:
    """``title`` is the ticket's, for the article to begin with; ``more`` letters are in the ticket alone."""

    ticket: Ticket
    title: str
    parts: list[Part]
    more: bool


def source_of(request: VisitorRequest) -> Source | None:
    """The ticket that the address names with ``?ticket=``. Four statements, none without it.

    Raises ``Http404`` for one that the writer may not see.
    """
    number = request.GET.get("ticket", "")
    if not number:
        return None
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        raise Http404
    seen = Ticket.objects.visible_to(me(request)).select_related("requester")
    ticket = get_object_or_404(seen, pk=int(number))
    letters = list(Message.objects.filter(ticket=ticket).defer("html").order_by("-pk")[: LETTERS + 1])
    names = names_of(ticket)
    return Source(
        ticket=ticket,
        title=unnamed(ticket.title, names),
        parts=[_part(letter, names) for letter in reversed(letters[:LETTERS])],
        more=len(letters) > LETTERS,
    )


def keep_source(article: Article, source: Source | None, *, by: Person) -> None:
    """The team finds the ticket again from the article."""
    if source is not None:
        name_source(article, source.ticket.pk, by=by)


def known_of(article: Article | None, by: Person) -> dict[str, Any]:
    """Tickets that it was made of, each with whether ``by`` may open it; in how many answers it was used.

    Two to three statements.
    """
    if article is None:
        return {"behind": [], "answers": 0}
    numbers = list(article.sources.values_list("ticket_id", flat=True)[:LETTERS])
    seen = (
        Ticket.objects.visible_to(by).filter(pk__in=numbers).values_list("pk", flat=True) if numbers else []
    )
    may = set(seen)
    return {"behind": [(number, number in may) for number in numbers], "answers": article.uses.count()}


def _part(letter: Message, names: Names) -> Part:
    text = letter.text if len(letter.text) <= LONGEST else f"{letter.text[:LONGEST]} …"
    return Part(
        author=letter.author_name or gettext("Deleted person"),
        at=letter.created_at,
        text=text,
        insert=unnamed(text, names),
        note=letter.is_note,
        team=letter.by_team,
    )
