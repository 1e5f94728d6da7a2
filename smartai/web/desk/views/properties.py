"""The small changes beside a conversation: each is one form and saves at once."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.departments.models import Department
from smartai.core.people.querysets import agents
from smartai.core.tickets.actions import (
    assign_ticket,
    change_priority,
    change_status,
    change_title,
    move_ticket,
    revoke_links,
    set_tags,
    set_values,
)
from smartai.core.tickets.errors import FieldProblem, TagsArchived
from smartai.core.tickets.models import Priority, Status, Ticket
from smartai.lib.text import one_line
from smartai.web.desk.frame import me
from smartai.web.desk.places import number_of
from smartai.web.desk.views.tickets import back_to, ticket_or_404, ticket_page
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.values_form import ValuesForm
from smartai.web.ui.visitors import VisitorRequest


class NothingChanged(Exception):
    """What was sent can't be, mostly because it left the list after the page was drawn; the words say why."""


def _property(change: Callable[[VisitorRequest, Ticket], None]) -> Callable[..., HttpResponse]:
    """A view that changes one thing of a ticket and comes back to it."""

    def view(request: VisitorRequest, number: int) -> HttpResponse:
        try:
            change(request, ticket_or_404(request, number))
        except NothingChanged as why:
            messages.error(request, str(why))
        still_seen = Ticket.objects.visible_to(me(request)).filter(pk=number).exists()
        if not still_seen:
            messages.success(request, gettext("Done. The ticket is in another department now."))
            return redirect("desk:home")
        return back_to(request, number)

    view.__name__, view.__doc__ = change.__name__, change.__doc__
    return open_to(Entry.AGENT)(require_POST(view))


def _chosen(request: VisitorRequest, name: str) -> int:
    return number_of(request.POST.get(name, ""))


@_property
def status(request: VisitorRequest, ticket: Ticket) -> None:
    found = Status.objects.filter(pk=_chosen(request, "status"), archived_at=None).first()
    if found is None:
        raise NothingChanged(gettext("This status is no longer offered. Nothing was changed."))
    change_status(ticket, found, by=me(request))


@_property
def assignee(request: VisitorRequest, ticket: Ticket) -> None:
    """To a colleague, or with an empty value to nobody."""
    typed = request.POST.get("assignee", "")
    colleague = agents().filter(pk=number_of(typed)).first() if typed else None
    if typed and colleague is None:
        raise NothingChanged(gettext("This colleague works here no longer. Nothing was changed."))
    assign_ticket(ticket, colleague, by=me(request))


@_property
def priority(request: VisitorRequest, ticket: Ticket) -> None:
    found = Priority.objects.filter(pk=_chosen(request, "priority")).first()
    if found is None and request.POST.get("priority"):
        raise NothingChanged(gettext("This priority is no longer offered. Nothing was changed."))
    change_priority(ticket, found, by=me(request))


@_property
def department(request: VisitorRequest, ticket: Ticket) -> None:
    found = Department.objects.active().filter(pk=_chosen(request, "department")).first()
    if found is None:
        raise NothingChanged(gettext("This department is no longer offered. Nothing was changed."))
    move_ticket(ticket, found, by=me(request))


@_property
def title(request: VisitorRequest, ticket: Ticket) -> None:
    typed = one_line(request.POST.get("title", "")[:2_000])
    if not typed:
        raise NothingChanged(gettext("A ticket needs a title. Nothing was changed."))
    change_title(ticket, typed, by=me(request))


@_property
def tags(request: VisitorRequest, ticket: Ticket) -> None:
    """Words with commas between them."""
    try:
        set_tags(ticket, request.POST.get("tags", "")[:5_000].split(","), by=me(request))
    except TagsArchived as archived:
        words = gettext("Offered no more: %(names)s. Nothing was changed.")
        raise NothingChanged(words % {"names": ", ".join(archived.names)}) from archived


@_property
def links(request: VisitorRequest, ticket: Ticket) -> None:
    """Ends every link that was ever mailed."""
    revoke_links(ticket, by=me(request))
    messages.success(request, gettext("All links in earlier e-mails have ended."))


@open_to(Entry.AGENT)
@require_POST
def values(request: VisitorRequest, number: int) -> HttpResponse:
    ticket = ticket_or_404(request, number)
    form = ValuesForm(request.POST, ticket=ticket)
    if form.is_valid():
        try:
            set_values(ticket, form.typed(), by=me(request))
            return back_to(request, number)
        except FieldProblem as problem:
            form.add_problems(problem.problems)
    return ticket_page(request, number, values=form, status=400)
