from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smartai.core.people.actions import change_profile
from smartai.core.workspace.choices import choices, panel_with
from smartai.foundation.accounts.models import Person, Session
from smartai.web.panel.forms.profile import ErasureForm, NewPasswordForm, ProfileForm
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.fields import AddressField
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest, speak_to


class NewAddressForm(forms.Form):
    address = AddressField(label=_("Another e-mail address"))


@open_to(Entry.PERSON)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def show(request: VisitorRequest) -> HttpResponse:
    person = me(request)
    if request.method != "POST":
        return page(request)
    form = ProfileForm(person, request.POST)
    if not form.is_valid():
        return page(request, status=422, form=form)
    change_profile(person, by=person, **form.changes())
    speak_to(person, request)
    messages.success(request, gettext("Saved."))
    return redirect("panel:profile")


def me(request: VisitorRequest) -> Person:
    """The person whose profile it is; the owner may switch customers' profiles off."""
    person = request.visitor.person
    if person is None or not choices().panel.show_profile:
        raise Http404
    return person


def page(request: VisitorRequest, status: int = 200, **forms_with_errors: forms.Form) -> HttpResponse:
    """The whole profile; a form that could not be saved stands in its place with what was typed."""
    person = me(request)
    context: dict[str, Any] = {
        "page": panel_page(request),
        "person": person,
        "form": ProfileForm(person),
        "new_address": NewAddressForm(auto_id="new_%s"),
        "new_password": NewPasswordForm(auto_id="password_%s") if choices().sign_in.passwords else None,
        "erasure": ErasureForm(person),
        "addresses": list(person.addresses.filter(proven_at__isnull=False).order_by("pk")),
        "sessions": [(one, _panel_of(one)) for one in person.sessions.order_by("-last_seen_at")[:50]],
        "here": request.visitor.session,
        **forms_with_errors,
    }
    return render(request, "panel/profile.html", context, status=status)


def _panel_of(session: Session) -> tuple[str, str]:
    """Name and site of the panel where it counts; empty for our own pages."""
    key, _, host = session.scope.partition(" ")
    panel = panel_with(key) if key else None
    return (panel.choices.brand.name if panel else "", urlsplit(host).netloc)
