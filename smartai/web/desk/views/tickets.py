"""One ticket: its conversation, with the list it was opened from and the details beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.models import Category, Status, Ticket
from smartai.core.tickets.querysets import seen_by
from smartai.core.tickets.reads import ReadAtWork
from smartai.core.workspace.choices import choices, panel_numbered
from smartai.web.desk.beside import beside, clock_of, company_of
from smartai.web.desk.forms.letters import LetterForm
from smartai.web.desk.forms.participant import ParticipantForm
from smartai.web.desk.frame import desk_page, draft_of, me
from smartai.web.desk.lists import NOTHING_MORE, Counted, Rail
from smartai.web.desk.offers import asked_newest, offers_from
from smartai.web.desk.places import Place, number_of
from smartai.web.desk.timeline import Timeline, timeline
from smartai.web.desk.views.lists import count_of, counted_of, list_context
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.values_form import ValuesForm
from smartai.web.ui.visitors import VisitorRequest


def ticket_or_404(request: VisitorRequest, number: int) -> Ticket:
    """The ticket if the person at the desk may see it. One statement."""
    if number >= 2**63:
        raise Http404
    return get_object_or_404(Ticket.objects.visible_to(me(request)), pk=number)


def back_to(request: VisitorRequest, number: int, anchor: str = "") -> HttpResponseRedirect:
    """To the ticket, with the list that stood beside it."""
    words = Place.of(request).words_here
    return redirect(f"{reverse('desk:ticket', args=[number])}{f'?{words}' if words else ''}{anchor}")


@open_to(Entry.TEAM)
@require_GET
def ticket(request: VisitorRequest, number: int) -> HttpResponse:
    return ticket_page(request, number)


@open_to(Entry.TEAM)
@require_GET
def newer(request: VisitorRequest, number: int) -> HttpResponse:
    """A fragment: letters that came after the last one on the page."""
    found = ticket_or_404(request, number)
    after = number_of(request.GET.get("after", ""))
    context = {"timeline": timeline(found, me(request), after=max(after, 1))}
    return render(request, "desk/letters.html", context)


def ticket_page(
    request: VisitorRequest,
    number: int,
    *,
    letter: LetterForm | None = None,
    values: ValuesForm | None = None,
    participant: ParticipantForm | None = None,
    problem: str = "",
    collision: str = "",
    fresh_after: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; forms that could not be accepted come back with what was typed.

    Letters after ``fresh_after`` are marked: they came while somebody wrote.

    Seven statements and one more where there are files, whatever the size of ticket and list.
    """
    if number >= 2**63:
        raise Http404
    person = me(request)
    place = Place.of(request)
    listed = list_context(request, place)
    counted = counted_of(place, person)
    found = (
        _READ[counted.all_open].first(person, number)
        if counted.listed is None
        else _whole(person, seen_by(person), number, counted).first()
    )
    if found is None:
        raise Http404
    shown = timeline(found, person, before=number_of(request.GET.get("before", "")))
    rail = Rail.of_row(found)
    context = {
        **listed,
        "count": count_of(listed, rail),
        "here": replace(place, at=place.at_of(found, listed["rows"])).words_here,
        **_conversation(request, found),
        **_details(request, found, values),
        "timeline": shown,
        "fresh": _first_after(shown, fresh_after),
        "letter": letter or LetterForm(initial={"last_message_id": shown.newest}),
        "participant": participant or ParticipantForm(),
        "problem": problem,
        "collision": collision,
    }
    context["page"] = desk_page(request, context["view"], rail=rail, query=str(context["query"]))
    return render(request, "desk/ticket.html", context, status=status)


def _whole(person: Any, seen: Q, number: Any, counted: Counted) -> QuerySet[Ticket]:
    """The ticket with all that its page says of it, and what the rail counts."""
    shown = Ticket.objects.under(seen).select_related(
        "requester__profile__organisation", "assignee", "status", "priority", "department"
    )
    return shown.filter(pk=number).annotate(
        **Rail.columns(person, seen, counted), asked_newest=asked_newest()
    )


_READ: Final = {
    False: ReadAtWork(lambda seen, me, number: _whole(me, seen(me), number, NOTHING_MORE)),
    True: ReadAtWork(lambda seen, me, number: _whole(me, seen(me), number, Counted(all_open=True))),
}


def _first_after(shown: Timeline, seen: int | None) -> int:
    """The first letter on the page that came after ``seen``; 0 when there is none."""
    letters = [entry.letter for entry in shown.entries if entry.letter]
    return next((letter.id for letter in letters if seen is not None and letter.id > seen), 0)


def _conversation(request: VisitorRequest, found: Ticket) -> dict[str, Any]:
    form = choices().form
    return {
        "ticket": found,
        "me": me(request),
        "draft": draft_of(me(request), found.pk),
        "max_bytes": form.max_file_mb * 1024 * 1024,
        "max_files": form.max_files,
        "reopen": catalogue().first_status(Category.OPEN),
    }


def _details(request: VisitorRequest, found: Ticket, values: ValuesForm | None) -> dict[str, Any]:
    known, side = catalogue(), beside(found, me(request))
    tags = [tag.label for tag in side.tags]
    return {
        "side": side,
        "panel": panel_numbered(found.panel_id),
        "values": side.shown_values(found),
        "values_form": values or ValuesForm(ticket=found, stored=side.values),
        "told": side.told_by(found.requester),
        "site": side.told_by_site(),
        "company": company_of(found.requester),
        "clock": clock_of(found.requester),
        "statuses": _offered(known.statuses, found),
        "priorities": known.priorities,
        "departments": known.active_departments,
        "tag_line": ", ".join(tags),
        "articles_from": offers_from(found, getattr(found, "asked_newest", ""), *tags),
        "similar_from": offers_from(found, found.department_id, *tags),
    }


def _offered(statuses: tuple[Status, ...], found: Ticket) -> list[Status]:
    return [status for status in statuses if status.archived_at is None or status.pk == found.status_id]
