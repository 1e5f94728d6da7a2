"""The team's way in: a password, or a code that is sent to a known address."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.people.actions import enter_with_code, enter_with_password, request_code
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.actions import end_session, start_session
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import CodePurpose, Person
from smartai.foundation.limits.allow import allow
from smartai.foundation.limits.network import network_of
from smartai.lib.text import clean_text
from smartai.web.desk.forms.entering import CodeForm, SignInForm
from smartai.web.ui import frame
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.page import Page
from smartai.web.ui.visitors import VisitorRequest, sign_in_browser, sign_out_browser

CODE_COOKIE = "smartai_desk_code"
CODE_SECONDS = 600
TRIES = 10
WINDOW = timedelta(minutes=15)


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: VisitorRequest) -> HttpResponse:
    """The answer is the same whether or not anybody has the address."""
    if request.method != "POST":
        if request.visitor.person and request.visitor.person.is_team:
            return _onward(request, request.visitor.person)
        return _page(request, "desk/sign_in.html", SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, "desk/sign_in.html", form, status=400)
    if not _may_try(request, form.cleaned_data["email"]):
        form.add_error(None, gettext("Too many tries. Try again in a quarter of an hour."))
        return _page(request, "desk/sign_in.html", form, status=429)
    if not form.cleaned_data["password"]:
        return _send_code(request, form.cleaned_data["email"])
    try:
        password = clean_text(form.cleaned_data["password"])
        person = enter_with_password(form.cleaned_data["email"], password)
    except CodeRefused:
        form.add_error("password", gettext("E-mail and password don't match. A code works too."))
        return _page(request, "desk/sign_in.html", form, status=400)
    return signed_in(request, person)


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: VisitorRequest) -> HttpResponse:
    challenge = request.COOKIES.get(CODE_COOKIE, "")
    if request.method != "POST":
        return _page(request, "desk/code.html", CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _page(request, "desk/code.html", form, status=400)
    try:
        person, _code = enter_with_code(challenge, form.cleaned_data["code"])
    except CodeRefused:
        form.add_error("code", gettext("This code doesn't fit or has ended. Ask for a new one."))
        return _page(request, "desk/code.html", form, status=400)
    response = signed_in(request, person)
    response.delete_cookie(CODE_COOKIE, samesite="Lax")
    return response


@open_to(Entry.PERSON)
@require_POST
def sign_out(request: VisitorRequest) -> HttpResponse:
    if request.visitor.session:
        end_session(request.visitor.session)
    response = redirect("desk:sign-in")
    sign_out_browser(response)
    return response


def signed_in(request: VisitorRequest, person: Person) -> HttpResponseRedirect:
    """A new session in this browser, and on to where the person wanted to go."""
    response = _onward(request, person)
    sign_in_browser(response, start_session(person, user_agent=request.headers.get("User-Agent", "")))
    return response


def card_page(request: VisitorRequest) -> Page:
    """The frame of a page in front of the desk."""
    known = choices()
    return Page(
        brand=frame.brand(known),
        language=translation.get_language() or "en",
        direction=frame.direction(),
        theme=frame.theme(request, known),
        notices=frame.notices(request),
        labels=frame.labels(known),
    )


def _onward(request: VisitorRequest, person: Person) -> HttpResponseRedirect:
    wanted = _next(request)
    if not person.is_team:
        return redirect("panel:requests")
    return redirect(wanted or "desk:home")


def _next(request: VisitorRequest) -> str:
    """Only a place of ours."""
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours and len(wanted) < 2_000 and wanted.isprintable() else ""


def _may_try(request: VisitorRequest, address: str) -> bool:
    network = network_of(request.META.get("REMOTE_ADDR", ""))
    by_address = allow("desk-sign-in-address", address, TRIES, WINDOW)
    by_network = allow("desk-sign-in-network", network, 5 * TRIES, WINDOW)
    return by_address.ok and by_network.ok


def _send_code(request: VisitorRequest, address: str) -> HttpResponse:
    challenge = request_code(
        address, CodePurpose.SIGN_IN, by=request.visitor.actor,
        language=translation.get_language() or "", known_only=True,
    )  # fmt: skip
    wanted = _next(request)
    query = f"?{urlencode({'next': wanted})}" if wanted else ""
    response = redirect(f"{reverse('desk:code')}{query}")
    response.set_cookie(
        CODE_COOKIE, challenge, max_age=CODE_SECONDS, httponly=True, secure=settings.HTTPS, samesite="Lax"
    )
    return response


def _page(request: VisitorRequest, template: str, form: Any, *, status: int = 200) -> HttpResponse:
    context = {"page": card_page(request), "form": form, "next": _next(request)}
    return render(request, template, context, status=status)
