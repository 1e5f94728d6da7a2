"""The sign-in page of both doors: customers come to the panel, the team to the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.people.actions import enter_with_password
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import Policy
from smartai.foundation.accounts.actions import end_session, start_session
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import Person
from smartai.web.ui.fields import AddressField, LineField, PasswordField
from smartai.web.ui.frame import panel_page
from smartai.web.ui.pace import TooOften, count, network
from smartai.web.ui.page import Page
from smartai.web.ui.robots import NotProven, challenge_url, require_proof
from smartai.web.ui.visitors import VisitorRequest, set_browser_cookie, sign_in_browser
from smartai.web.ui.waiting import Waiting, forget, remember, send_code
from smartai.web.ui.way_in import home_of, safe_next, with_next


class SignInForm(forms.Form):
    """Without a password, a code is sent."""

    address = AddressField()
    password = PasswordField(
        autocomplete="current-password",
        required=False,
        help_text=_("Leave it empty and we send you a code instead."),
    )
    next = LineField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, passwords: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["address"].widget.attrs["autofocus"] = True
        if not passwords:
            del self.fields["password"]


def sign_in_page(request: VisitorRequest, *, at_desk: bool = False) -> HttpResponseBase:
    """GET shows the form, POST signs in or sends a code."""
    place = safe_next(request.GET.get("next", "") or request.POST.get("next", ""))
    person = request.visitor.person
    if person and request.method != "POST" and (person.is_team or not at_desk):
        return redirect(place or home_of(person))
    passwords = at_desk or choices().sign_in.passwords
    data = request.POST if request.method == "POST" else None
    form = SignInForm(data, passwords=passwords, initial={"next": place})
    if data is None or not form.is_valid():
        return _page(request, form, place, at_desk, 200 if data is None else 422)
    try:
        if form.cleaned_data.get("password") and request.POST.get("way") != "code":
            return _by_password(request, form, place)
        return _by_code(request, form, place, at_desk)
    except CodeRefused:
        form.add_error(None, gettext("This address and password don't belong together. A code works too."))
    except NotProven:
        form.add_error(None, gettext("The check against robots did not work. Send it once more."))
    except TooOften as often:
        form.add_error(None, often.words)
        return often.tell(_page(request, form, place, at_desk))
    return _page(request, form, place, at_desk, 422)


def signed_in(request: VisitorRequest, person: Person, place: str = "") -> HttpResponse:
    """Starts a session of this browser and goes on to ``place``, a path of ours.

    Whoever was signed in here before is signed out. Customers who signed in at the desk's door find nothing
    behind it: they go to their requests.
    """
    if place.startswith("/desk") and not person.is_team:
        place = ""
    if request.visitor.session:
        end_session(request.visitor.session)
    token = start_session(person, user_agent=request.headers.get("User-Agent", ""))
    response = redirect(place or home_of(person))
    sign_in_browser(response, token)
    forget(response)
    return response


def card_page(request: VisitorRequest) -> Page:
    """The frame of small pages: they lead nowhere else while somebody signs in."""
    return replace(panel_page(request), sign_in_url="")


def unknown_get_no_code() -> bool:
    """True where only registration makes an account, so that its questions are answered."""
    chosen = choices().sign_in
    return not chosen.registration or chosen.policy == Policy.ACCOUNT


def _by_password(request: VisitorRequest, form: SignInForm, place: str) -> HttpResponseBase:
    limit, address = choices().protection.sign_ins_per_hour, form.cleaned_data["address"]
    count("password-network", network(request), limit)
    count("password-address", address, limit)
    person = enter_with_password(address, form.cleaned_data["password"])
    if not (person.is_team or choices().sign_in.passwords):
        raise CodeRefused
    return signed_in(request, person, place)


def _by_code(request: VisitorRequest, form: SignInForm, place: str, at_desk: bool) -> HttpResponseBase:
    require_proof(request, "sign-in", unproven_an_hour=choices().protection.codes_per_hour)
    known_only = at_desk or unknown_get_no_code()
    waiting = Waiting(
        address=form.cleaned_data["address"], next=place, known_only=known_only, at_desk=at_desk
    )
    response = redirect("panel:code")
    remember(response, send_code(request, waiting))
    return response


def _page(
    request: VisitorRequest, form: SignInForm, place: str, at_desk: bool, status: int = 200
) -> HttpResponse:
    chosen = choices().sign_in
    context = {
        "page": card_page(request),
        "form": form,
        "at_desk": at_desk,
        "challenge_url": challenge_url("sign-in"),
        "code_makes_account": not at_desk and not unknown_get_no_code(),
        "register_url": with_next(reverse("panel:register"), place)
        if chosen.registration and not at_desk
        else "",
        "forgotten_url": with_next(reverse("panel:password"), place or ("/desk/" if at_desk else "")),
    }
    response = render(request, "ui/sign_in.html", context, status=status)
    set_browser_cookie(response, request)
    return response
