from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from smartai.core.people.actions import claim_person
from smartai.core.people.querysets import owner_of_address
from smartai.core.tickets.actions import add_participant, remove_participant
from smartai.foundation.accounts.models import Person
from smartai.web.desk.forms.participant import ParticipantForm
from smartai.web.desk.frame import me
from smartai.web.desk.views.tickets import back_to, ticket_or_404, ticket_page
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.AGENT)
@require_POST
def create(request: VisitorRequest, number: int) -> HttpResponse:
    """By e-mail address: a known customer, or somebody new who proves the address later."""
    ticket = ticket_or_404(request, number)
    form = ParticipantForm(request.POST)
    if not form.is_valid():
        return ticket_page(request, number, participant=form, status=400)
    address = form.cleaned_data["email"]
    person = owner_of_address(address) or claim_person(address, by=me(request))
    add_participant(ticket, person, by=me(request))
    return back_to(request, number)


@open_to(Entry.AGENT)
@require_POST
def destroy(request: VisitorRequest, number: int, pk: int) -> HttpResponse:
    ticket = ticket_or_404(request, number)
    if pk >= 2**63:
        raise Http404
    person = get_object_or_404(Person, pk=pk, participations__ticket=ticket)
    remove_participant(ticket, person, by=me(request))
    return back_to(request, number)
