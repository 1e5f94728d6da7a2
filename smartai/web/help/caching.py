"""Pages that are the same for all who are not signed in: kept for a minute, compared in one statement."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Concatenate, Final, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.crypto import salted_hmac
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language

from smartai.core.knowledge.reads import LastChange, last_change
from smartai.core.workspace.choices import choices, current_panel
from smartai.web.ui.visitors import VisitorRequest

KEPT: Final = "public, max-age=60"
FOR_MACHINES: Final = "public, max-age=900"

P = ParamSpec("P")
View = Callable[Concatenate[VisitorRequest, P], HttpResponseBase]


def shared(view: View[P]) -> View[P]:
    """What a visitor gets may be kept by caches, and is compared by its tag before anything is read for it.

    What somebody who is signed in gets stays as private as any page, and so does a page with a notice, or
    with a form: its secret comes with a cookie, for one browser. Pages have no 304 by their date alone: the
    owner's look is in them too, and changes without one.
    """

    @wraps(view)
    def answered(request: VisitorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        change = last_change() if _is_for_everybody(request) else None
        if change is None:
            return view(request, *args, **kwargs)
        tag = tag_of(request, change)
        held = parse_etags(request.headers.get("If-None-Match", ""))
        if tag in (one.removeprefix("W/") for one in held):
            return _marked(HttpResponseNotModified(), tag, change, KEPT)
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE"):
            _marked(response, tag, change, KEPT)
        return response

    return answered


def answer_machines(request: HttpRequest, make: Callable[[], HttpResponse]) -> HttpResponseBase:
    """For what looks nobody up and has no look: compared by its tag or its date before it is made."""
    change = last_change()
    if change is None:
        return make()
    tag, moment = tag_of(request, change), int(change.at.timestamp())
    response = get_conditional_response(request, etag=tag, last_modified=moment) or make()
    return _marked(response, tag, change, FOR_MACHINES) if response.status_code in (200, 304) else response


def tag_of(request: HttpRequest, change: LastChange) -> str:
    """A strong one, in its quotes. Keyed: nobody makes one up for a page that is not there."""
    panel = current_panel()
    look = (choices().version, panel.key if panel else "", settings.BASE_URL, _look())
    known = (request.get_full_path(), get_language(), look, change)
    return f'"{salted_hmac("smartai.help", repr(known), algorithm="sha256").hexdigest()[:32]}"'


def _is_for_everybody(request: VisitorRequest) -> bool:
    return request.visitor.person is None and "messages" not in request.COOKIES


def _marked(response: HttpResponseBase, tag: str, change: LastChange, control: str) -> HttpResponseBase:
    response.headers["ETag"] = tag
    response.headers["Last-Modified"] = http_date(change.at.timestamp())
    response.headers["Cache-Control"] = control
    return response


@cache
def _look() -> str:
    """What the product itself puts into a page: other code, templates, styles or words are another page."""
    web, locale = Path(__file__).parents[1], Path(__file__).parents[2] / "locale"
    kinds = {".py", ".html", ".json", ".mo"}
    digest = sha256()
    for folder in (web / "ui", web / "help", locale):
        for file in sorted(file for file in folder.rglob("*") if file.suffix in kinds):
            digest.update(file.read_bytes())
    return digest.hexdigest()
