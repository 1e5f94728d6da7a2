"""Answers under `/preview/`: the real pages, with an owner's draft in place of what holds.

The address of a page stands behind the prefix, and every link and form of it stays there (the script prefix).
Nothing can be changed: what is sent is answered with a notice, and what a page notes while it is read is
rolled back. Only our own pages may show these answers in a frame, and nobody keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final
from urllib.parse import urlsplit

from csp.constants import SELF
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation
from django.utils.translation import gettext

from smartai.core.workspace.choices import choices, speaking_for, trying
from smartai.core.workspace.models import ChoiceDraft, SupportPanel
from smartai.core.workspace.policies import is_owner
from smartai.foundation.accounts.sessions import SESSION_COOKIE, find_session
from smartai.web.ui.frame import brand, direction
from smartai.web.ui.page import Page
from smartai.web.ui.previewed import PREFIX, Look, Previewed, draft_named

DOORS: Final = re.compile(
    r"/(?:support/|help/|w/|embed\.js$|brand\.css$|brand/|desk/settings/(?:mails/|panels/\d+/sample/))"
)
"""What can be seen: customers' pages, what other sites load, and pages made to look at mails and buttons."""
_OUT: Final = re.compile(
    rf'(?<=(?:href|.src)=")(?:{re.escape(settings.BASE_URL)})?/(?=(?:support|help|brand)/)'.encode()
)
"""Addresses that stand written out in what was rendered long ago: texts of articles, mails."""
_TAKES_FOCUS: Final = re.compile(rb"\sautofocus(?=[\s>])")
"""The focus belongs to the page around: whoever changes a choice is not to be thrown out of it."""
_LONGEST: Final = 500


class PreviewMiddleware:
    """Stands before whoever reads cookies, looks for slashes or asks for the token of a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = _asked(request) if request.path_info.startswith(PREFIX) else None
        if found is None:  # what is no preview of theirs is no page at all
            return self.get_response(request)
        seen, place, draft = found
        request.path_info, request.previewed = place, seen  # type: ignore[attr-defined]  # read back by previewed_by
        speaks = draft.panel.key if draft.panel else ""
        with (
            _under(seen.base),
            trying(draft.group, draft.values, panel=draft.panel),
            speaking_for(speaks),
        ):
            answer = self._looked_at(request) if _only_reads(request) else _nothing_sent(request, seen)
            return _for_ourselves(_kept_inside(answer, request, seen))

    def _looked_at(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            answer = self.get_response(request)
            transaction.set_rollback(True)
        return answer


def _asked(request: HttpRequest) -> tuple[Previewed, str, ChoiceDraft] | None:
    """Whose preview of which page, and the draft (an empty one where nothing was changed yet)."""
    token, _, rest = request.path_info.removeprefix(PREFIX).partition("/")
    look, _, place = rest.partition("/")
    known, seen_as = draft_named(token[:_LONGEST]), Look.read(look)
    if known is None or seen_as is None or not DOORS.match(f"/{place}"):
        return None
    cookie = request.COOKIES.get(SESSION_COOKIE, "")[:64]
    session = find_session(cookie) if cookie.isascii() else None
    person_id, panel_id, group = known
    if session is None or session.person_id != person_id or not is_owner(session.person):
        return None
    panel = SupportPanel.objects.filter(pk=panel_id).first() if panel_id else None
    if panel_id and panel is None:
        return None
    drafts = ChoiceDraft.objects.visible_to(session.person).about(group, panel)
    draft = drafts.first() or ChoiceDraft(group=group)
    draft.panel = panel
    return Previewed(f"{PREFIX}{token}/{look}", session, seen_as), f"/{place}", draft


def _only_reads(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD")


@contextmanager
def _under(base: str) -> Iterator[None]:
    """Addresses that are made within it begin with the base."""
    before = get_script_prefix()
    set_script_prefix(f"{base}/")
    try:
        yield
    finally:
        set_script_prefix(before)


def _nothing_sent(request: HttpRequest, seen: Previewed) -> HttpResponse:
    with translation.override(seen.language or choices().brand.language):
        sentence = gettext("This is a preview: nothing is sent.")
        if "X-Requested-With" in request.headers or "json" in request.headers.get("Accept", ""):
            return JsonResponse({"error": sentence}, status=403)
        came_from = urlsplit(request.headers.get("Referer", ""))
        back = came_from.path if came_from.path.startswith(f"{seen.base}/") else f"{seen.base}/support/"
        return _notice(request, seen, sentence, gettext("On your own pages it would be sent now."), back)


def _kept_inside(answer: HttpResponse, request: HttpRequest, seen: Previewed) -> HttpResponse:
    """Written-out addresses get the prefix; where a page leads out of the preview, a notice says so."""
    place = answer.headers.get("Location", "")
    if place and not place.startswith(f"{seen.base}/"):
        if place.startswith("/") and DOORS.match(place):
            answer.headers["Location"] = f"{seen.base}{place}"
        elif urlsplit(place).netloc or place.startswith("/"):
            return _leads_away(request, seen, place)
    if not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html"):
        answer.content = _TAKES_FOCUS.sub(b"", _OUT.sub(f"{seen.base}/".encode(), answer.content))
        answer.headers["Content-Length"] = str(len(answer.content))  # was counted before
    return answer


def _leads_away(request: HttpRequest, seen: Previewed, place: str) -> HttpResponse:
    with translation.override(seen.language or choices().brand.language):
        sentence = gettext("From here people are led to another page.")
        return _notice(request, seen, sentence, place, f"{seen.base}/support/")


def _notice(request: HttpRequest, seen: Previewed, title: str, words: str, back: str) -> HttpResponse:
    known = choices()
    theme = seen.look.theme if known.brand.accept_theme else "light"
    language = translation.get_language() or "en"
    page = Page(brand=brand(known), language=language, direction=direction(), theme=theme)
    context = {"page": page, "title": title, "words": words, "back": back}
    return render(request, "ui/preview_notice.html", context, status=403 if not _only_reads(request) else 200)


def _for_ourselves(answer: HttpResponse) -> HttpResponse:
    answer.cookies.clear()
    for name in ("ETag", "Last-Modified", "Clear-Site-Data"):
        answer.headers.pop(name, None)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    replaced = getattr(answer, "_csp_replace", {})
    answer._csp_replace = {**replaced, "frame-ancestors": [SELF]}  # type: ignore[attr-defined]  # django-csp reads it
    return answer
