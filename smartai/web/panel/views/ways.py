"""One's own ways to sign in: second step, passkeys, accounts elsewhere. For customers and team alike."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smartai.core.identities.reads import accounts_of
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person, RecoveryCode, SecondStep
from smartai.foundation.accounts.passkeys import can_have_passkeys
from smartai.web.panel.forms.second_step import SecondStepForm
from smartai.web.ui.carried import carried_by
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.signing_in import card_page
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.PERSON)
@require_safe
@never_cache
def show(request: VisitorRequest) -> HttpResponse:
    return page(request)


def me(request: VisitorRequest) -> Person:
    """Whose ways they are. The owner may switch customers' profiles off; the team keeps its own."""
    person = request.visitor.person
    if person is None or not (person.is_team or choices().panel.show_profile):
        raise Http404
    return person


def own_profile(person: Person) -> str:
    return "/desk/profile/" if person.is_team else "/support/profile/"


def page(request: VisitorRequest, status: int = 200, **forms_with_errors: forms.Form) -> HttpResponse:
    """A form that was refused stands in its place with its errors."""
    person = me(request)
    step = SecondStep.objects.filter(person=person).first()
    context: dict[str, Any] = {
        "page": card_page(request),
        "back_url": own_profile(person),
        "second_step": step,
        "codes_left": RecoveryCode.objects.filter(second_step=step).count() if step else 0,
        "needed": person.is_team and choices().team.second_step,
        "ending": SecondStepForm(auto_id="ending_%s", autofocus=False),
        "renewing": SecondStepForm(auto_id="renewing_%s", autofocus=False),
        "passkeys": list(person.passkeys.all()),
        "passkeys_here": can_have_passkeys() and carried_by(request) is None,
        "passkeys_sign_in": person.is_team or choices().sign_in.passkeys,
        "accounts": accounts_of(person),
        **forms_with_errors,
    }
    return render(request, "panel/ways.html", context, status=status)
