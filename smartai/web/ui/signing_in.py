"""The sign-in page of both doors: customers come to the panel, the team to the desk."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.people.actions import change_password_hash, enter_with_password
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import Policy
from smartai.foundation.accounts.actions import begin_sign_in, end_session, start_session
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import Person, SecondStep
from smartai.foundation.captcha.trap import FIELD
from smartai.web.ui.carried import carried_by
from smartai.web.ui.fields import AddressField, LineField, PasswordField
from smartai.web.ui.frame import panel_page
from smartai.web.ui.known_browser import know_browser, tries_for
from smartai.web.ui.pace import TooOften, count, network
from smartai.web.ui.page import Page
from smartai.web.ui.robots import NotProven, let_in, require_proof, robot_check
from smartai.web.ui.second_step import wait_for_second_step, wait_no_more
from smartai.web.ui.visitors import VisitorRequest, set_browser_cookie, sign_in_browser
from smartai.web.ui.waiting import Waiting, forget, remember, send_code
from smartai.web.ui.way_in import home_of, own_page, safe_next, with_next
from smartai.web.ui.ways import Ways, codes_are_sent, ways_of

STAY: Final = "stay"


class SignInForm(forms.Form):
    """Without a password, a code is sent."""

    address = AddressField()
    password = PasswordField(
        autocomplete="current-password",
        required=False,
        help_text=_("Leave it empty and we send you a code instead."),
    )
    next = LineField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ways: Ways, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["address"].widget.attrs["autofocus"] = True
        if ways.passkeys:
            self.fields["address"].widget.attrs["autocomplete"] = "email webauthn"
        if not ways.passwords:
            del self.fields["password"]
        elif not ways.codes:
            self.fields["password"].required, self.fields["password"].help_text = True, ""


def sign_in_page(request: VisitorRequest, *, at_desk: bool = False) -> HttpResponseBase:
    """GET shows the form, POST signs in or sends a code."""
    place = safe_next(request.GET.get("next", "") or request.POST.get("next", ""))
    person = request.visitor.person
    if person and request.method != "POST" and (person.is_team or not at_desk):
        return redirect(place or home_of(person))
    ways = ways_of(request, at_desk=at_desk)
    data = request.POST if request.method == "POST" else None
    form = SignInForm(data, ways=ways, initial={"next": place})
    if data is None or not form.is_valid():
        return _page(request, form, ways, place, at_desk, 200 if data is None else 422)
    try:
        if form.cleaned_data.get("password") and (request.POST.get("way") != "code" or not ways.codes):
            return _by_password(request, form, ways, place)
        if ways.codes:
            return _by_code(request, form, place, at_desk)
        form.add_error(None, gettext("Codes are not sent here. Choose another way to sign in."))
    except CodeRefused:
        form.add_error(None, gettext("This address and password don't belong together. A code works too."))
    except NotProven as refused:
        form.add_error(None, refused.words)
    except TooOften as often:
        form.add_error(None, often.words)
        return often.tell(_page(request, form, ways, place, at_desk))
    return _page(request, form, ways, place, at_desk, 422)


def signed_in(
    request: VisitorRequest,
    person: Person,
    place: str = "",
    *,
    verified: bool = False,
    stays: bool = False,
    password_hash: str = "",
) -> HttpResponse:
    """Goes on to ``place``, a path of ours, or first to the second step where there is one.

    ``verified``: both steps are done, or were one. ``stays`` is the answer of a page that asks for it, and
    ``password_hash`` a new password: both wait for the second step.
    Customers who signed in at the desk's door find nothing behind it: they go to their requests.
    """
    if place.startswith("/desk") and not person.is_team:
        place = ""
    if not verified and needs_second_step(person):
        carried = carried_by(request)
        scope = carried.scope if carried else ""
        pending = begin_sign_in(person, scope=scope, stays=stays, place=place, password_hash=password_hash)
        response = redirect("panel:second-step")
        wait_for_second_step(response, pending)
        forget(response)
        return response
    if password_hash:
        change_password_hash(person, password_hash, by=person)
        messages.success(request, gettext("Your new password works from now on."))
    response = redirect(place or home_of(person))
    let_browser_in(request, response, person, stays=stays)
    return response


def needs_second_step(person: Person) -> bool:
    """Has one, or is of the team where everybody has to."""
    if person.is_team and choices().team.second_step:
        return True
    return SecondStep.objects.filter(person=person).exists()


def let_browser_in(
    request: VisitorRequest, response: HttpResponseBase, person: Person, *, stays: bool
) -> None:
    """Starts a session of this browser, which stays anyway on our own pages.

    Whoever was signed in here before is signed out.
    """
    if request.visitor.session:
        end_session(request.visitor.session)
    scope = carried.scope if (carried := carried_by(request)) else ""
    stays = stays or not scope
    agent = request.headers.get("User-Agent", "")
    token = start_session(person, user_agent=agent, scope=scope, stays=stays)
    sign_in_browser(response, token, stays=stays)
    know_browser(request, response, person)
    forget(response)
    wait_no_more(response)


def wants_to_stay(request: VisitorRequest) -> bool:
    """What the box of a form says. It is shown in frames, each time: others may use the device too."""
    return carried_by(request) is not None and request.POST.get(STAY) == "on"


def card_page(request: VisitorRequest) -> Page:
    """The frame of small pages: they lead nowhere else while somebody signs in."""
    return replace(panel_page(request), sign_in_url="")


def unknown_get_no_code() -> bool:
    """True where only registration makes an account, so that its questions are answered."""
    chosen = choices().sign_in
    return not chosen.registration or chosen.policy == Policy.ACCOUNT


def can_register() -> bool:
    """Whether an account that somebody makes here could be signed in to again."""
    chosen = choices().sign_in
    return chosen.registration and (chosen.passwords or codes_are_sent())


def _by_password(request: VisitorRequest, form: SignInForm, ways: Ways, place: str) -> HttpResponseBase:
    limit, address = choices().protection.sign_ins_per_hour, form.cleaned_data["address"]
    count("password-network", network(request), limit)
    why = gettext("Too many passwords were tried for this address. Have a code sent instead.")
    count("password-address", tries_for(request, address), limit, why=why if ways.codes else "")
    person = enter_with_password(address, form.cleaned_data["password"])
    if not (person.is_team or choices().sign_in.passwords):
        raise CodeRefused
    return signed_in(request, person, place, stays=wants_to_stay(request))


def _by_code(request: VisitorRequest, form: SignInForm, place: str, at_desk: bool) -> HttpResponseBase:
    if request.POST.get(FIELD):
        raise NotProven
    require_proof(request, "sign-in", unproven_an_hour=choices().protection.codes_per_hour)
    known_only = at_desk or unknown_get_no_code()
    waiting = Waiting(
        address=form.cleaned_data["address"], next=place, known_only=known_only, at_desk=at_desk,
        stay=wants_to_stay(request),
    )  # fmt: skip
    response = redirect("panel:code")
    remember(response, send_code(request, waiting))
    return response


def _page(
    request: VisitorRequest, form: SignInForm, ways: Ways, place: str, at_desk: bool, status: int = 200
) -> HttpResponse:
    registers = can_register() and not at_desk
    context = {
        "page": card_page(request),
        "form": form,
        "at_desk": at_desk,
        "stays": wants_to_stay(request),
        "ways": ways,
        "providers": [
            (provider.name, with_next(reverse("panel:provider", args=[provider.pk]), place or _door(at_desk)))
            for provider in ways.providers
        ],
        "own_page_url": _own_page(request, ways),
        "place": place,
        "check": robot_check("sign-in"),
        "code_makes_account": ways.codes and not at_desk and not unknown_get_no_code(),
        "register_url": with_next(reverse("panel:register"), place) if registers else "",
        "forgotten_url": with_next(reverse("panel:password"), place or ("/desk/" if at_desk else "")),
    }
    response = render(request, "ui/sign_in.html", context, status=status)
    let_in(response, choices().protection.check)
    set_browser_cookie(response, request)
    return response


def _own_page(request: VisitorRequest, ways: Ways) -> str:
    """Where somebody inside another site signs in: the owner's page, else ours where nothing works here."""
    carried = carried_by(request)
    if carried and (own := own_page(carried.host)):
        return own
    return f"{settings.BASE_URL}{reverse('panel:sign-in')}" if ways.elsewhere else ""


def _door(at_desk: bool) -> str:
    return "/desk/" if at_desk else ""
