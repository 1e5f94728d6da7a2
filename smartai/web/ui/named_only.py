"""“Only people whom the site names”: in such a panel nobody else writes, whatever their script shows.

Everything that a frame asks for passes here, also what somebody sends by hand with a frame's headers, and
wherever these say that the frame stands. Without a name there is only reading: help articles, which everybody
may read on our own pages too. No form, no code, no registration, no file, no answer to an article.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, cast
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from smartai.core.identities.reads import is_named
from smartai.web.ui.carried import Carried, carried_by
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest
from smartai.web.ui.way_in import safe_next, with_next

OTHER_WAYS_IN: Final = frozenset(
    f"panel:{name}"
    for name in (
        "sign-in", "code", "code-again", "code-link", "password", "register", "second-step",
        "passkey-sign-in", "passkey-asked", "provider", "provider-return",
    )
)  # fmt: skip
"""Shut for everybody in such a panel: whoever came in there would be somebody whom the site did not name."""
SIGN_IN: Final = "panel:sign-in"
"""Says where to sign in, and leads on whom the site named meanwhile; there a frame asks its site again."""
GIVING_A_NAME: Final = "embed:session"
READING: Final = ("help", "embed")


class NamedOnlyMiddleware:
    """Stands behind the one that looks visitors up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        carried = carried_by(request)
        if carried is None or not carried.names_only:
            return None
        return _without_a_name(cast(VisitorRequest, request), carried)


def _without_a_name(request: VisitorRequest, carried: Carried) -> HttpResponseBase | None:
    where = request.resolver_match
    if where is None or not hasattr(request, "visitor"):  # a machine's page: the puzzle of a form, no form
        return None
    named = is_named(request.visitor.person, carried.panel.pk)
    if not named:  # also somebody who came in by a code before the switch was on
        request.visitor.person = request.visitor.session = None
    if where.view_name == GIVING_A_NAME:
        return None
    asks = request.method in ("GET", "HEAD")
    if where.app_name in READING and asks:
        return None
    if named and (where.view_name not in OTHER_WAYS_IN or (where.view_name == SIGN_IN and asks)):
        return None
    if asks and where.view_name not in OTHER_WAYS_IN and "X-Requested-With" not in request.headers:
        return redirect(with_next(reverse(SIGN_IN), safe_next(request.get_full_path())))
    return _refused(request, carried)


def _refused(request: VisitorRequest, carried: Carried) -> HttpResponseBase:
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"error": "identity"}, status=403)
    context = {"page": panel_page(request), "site": urlsplit(carried.host).netloc}
    return render(request, "ui/named_only.html", context, status=403)
