"""Who a request comes from: read from its cookies once, before the view."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from smartai.core.tickets.reads import Standing, standing_of
from smartai.core.workspace.choices import choices
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actors import NOBODY, Actor
from smartai.foundation.accounts.models import Person, Session
from smartai.foundation.accounts.secrets import new_token
from smartai.foundation.accounts.sessions import SESSION_COOKIE as SESSION_COOKIE
from smartai.foundation.accounts.sessions import find_session
from smartai.foundation.files.uploads import browser_owner, person_owner
from smartai.web.ui.carried import carried_by
from smartai.web.ui.entry import Entry, entry_of
from smartai.web.ui.previewed import previewed_by
from smartai.web.ui.resending import send_again_page
from smartai.web.ui.way_in import first_page, with_next

BROWSER_COOKIE = "smartai_browser"
SESSION_SECONDS = 30 * 24 * 3600
BROWSER_SECONDS = 24 * 3600
TEAMS_PAGES = ("/desk/", "/outbox/")
PERSONAL = "private, no-cache"
"""Not "no-store": browsers forget then what was typed when somebody goes back to a form."""


@dataclass
class Guest:
    """The request's person, if any, and the secret of the browser (for uploads and requests that wait).

    A ``browser`` token that is new here is set as a cookie with the answer.
    """

    person: Person | None = None
    session: Session | None = None
    browser: str = ""

    @property
    def actor(self) -> Actor:
        return self.person or NOBODY

    @cached_property
    def standing(self) -> Standing:
        """Read once a request, by who needs it first."""
        return standing_of(self.person) if self.person else Standing()

    @property
    def uploader(self) -> str:
        """The owner string of this visitor's uploads."""
        return person_owner(self.person.pk) if self.person else browser_owner(self.browser)


class VisitorRequest(HttpRequest):
    """What views get: Django's request with the visitor."""

    visitor: Guest


class VisitorMiddleware:
    """Looks the visitor up, chooses language and time zone, and keeps out who may not enter."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(wished_language(request)), timezone.override(None):
            response = self.get_response(request)
            if response.status_code >= 400 or getattr(request, "visitor", None):
                patch_vary_headers(response, ["Cookie", "Accept-Language"])
                response.headers.setdefault("Cache-Control", PERSONAL)
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        entry = entry_of(view)
        if entry is None:
            raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} doesn't say who may enter")
        if entry is Entry.MACHINE:
            return None
        visited = cast(VisitorRequest, request)
        visited.visitor = _visitor(request)
        speak_to(visited.visitor.person, request)
        return _kept_out(visited, entry)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """What an action refuses although the page was open: a right that ended in the moment between."""
        return render(request, "403.html", status=403) if isinstance(exception, NotAllowed) else None


def set_browser_cookie(response: HttpResponseBase, request: VisitorRequest) -> None:
    """For pages with a form: the browser's secret, for a day."""
    response.set_cookie(
        BROWSER_COOKIE, request.visitor.browser, max_age=BROWSER_SECONDS, httponly=True,
        secure=settings.HTTPS,
        samesite="Lax",
    )  # fmt: skip


def sign_in_browser(response: HttpResponseBase, token: str, *, stays: bool = True) -> None:
    """Puts a new session's token into the browser, which forgets it in the end unless it ``stays``."""
    response.set_cookie(
        SESSION_COOKIE, token, max_age=SESSION_SECONDS if stays else None, httponly=True,
        secure=settings.HTTPS, samesite="Lax",
    )  # fmt: skip


def sign_out_browser(response: HttpResponseBase) -> None:
    """The pages that the browser still holds go too: the back button must not show them to the next one."""
    response.delete_cookie(SESSION_COOKIE, samesite="Lax")
    response.delete_cookie(BROWSER_COOKIE, samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache"'


def speak_to(person: Person | None, request: HttpRequest) -> None:
    """Activates the person's language and time zone; where they chose none, the browser's and the owner's."""
    own = person.language if person and not previewed_by(request) else ""
    translation.activate(wished_language(request, own))
    try:
        timezone.activate(
            zoneinfo.ZoneInfo((person.time_zone if person else "") or choices().brand.time_zone)
        )
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        timezone.deactivate()


def _visitor(request: HttpRequest) -> Guest:
    if seen := previewed_by(request):
        at_desk = request.path_info.startswith("/desk/")  # what is made for looking at: the owner's
        person = seen.session.person if at_desk else seen.person
        return Guest(person=person, session=seen.session if person else None, browser=new_token())
    token = request.COOKIES.get(SESSION_COOKIE, "")
    scope = carried.scope if (carried := carried_by(request)) else ""
    session = find_session(token, scope) if 20 <= len(token) <= 64 and token.isascii() else None
    browser = request.COOKIES.get(BROWSER_COOKIE, "")
    if not (20 <= len(browser) <= 64 and browser.isascii() and browser.isprintable()):
        browser = new_token()
    return Guest(person=session.person if session else None, session=session, browser=browser)


def wished_language(request: HttpRequest, *before: str) -> str:
    """The first that is offered: ``before``, what the browser was told, what it asks for; else the owner's.

    Customers are offered what the owner chose for them, the team's pages speak every language that we have.
    """
    offered = choices().brand.offered
    if seen := previewed_by(request):
        return seen.language or offered[0]
    if request.path.startswith(TEAMS_PAGES):
        offered = (offered[0], *dict(settings.LANGUAGES))
    kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    asked = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:200])
    wishes = (*before, kept, *(str(code).split("-")[0] for code, _ in asked))
    return next((wish for wish in wishes if wish in offered), offered[0])


def _kept_out(request: VisitorRequest, entry: Entry) -> HttpResponseBase | None:
    person = request.visitor.person
    match entry:
        case Entry.ANYONE:
            return None
        case _ if person is None:
            place = request.get_full_path() if request.method in ("GET", "HEAD") else ""
            at_desk = entry is not Entry.PERSON
            first = with_next("/desk/sign-in/", place) if at_desk else first_page(request, place)
            return to_sign_in(request, first)
        case Entry.PERSON:
            return None
        case _ if not person.is_team:
            raise Http404
        case _ if not _may_enter(person, entry):
            return render(request, "403.html", status=403)
    return None


def _may_enter(colleague: Person, entry: Entry) -> bool:
    match entry:
        case Entry.OWNER:
            return colleague.is_owner
        case Entry.SUPERVISOR:
            return colleague.is_supervisor
        case Entry.AGENT:
            return colleague.is_agent
        case _:
            return True


def to_sign_in(request: VisitorRequest, url: str) -> HttpResponseBase:
    """A page asks to sign in and comes back; a form that was sent keeps what was typed (401)."""
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=401)
    if request.method in ("GET", "HEAD"):
        return redirect(url)
    return send_again_page(request, "ui/expired.html", 401, sign_in_url=url)
