"""What happens to every request before it reaches a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from csp.constants import HEADER
from csp.utils import build_policy
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from smartai.config.operations import health
from smartai.config.security import PERMISSIONS_POLICY

GetResponse = Callable[[HttpRequest], HttpResponse]
Changes = tuple[tuple[str, tuple[str, ...] | None], ...]
POLICIES: Final = 256
"""Policies remembered: the one of most pages, and those that let in the sites around a panel."""


def refuse_foreign_hosts(get_response: GetResponse) -> GetResponse:
    """A name we were not told to answer to gets a plain 400: no page and no link to poison a cache with."""

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            request.get_host()
        except DisallowedHost:
            return HttpResponse("This address is not served here.\n", status=400, content_type="text/plain")
        return get_response(request)

    return middleware


def answer_health_checks(get_response: GetResponse) -> GetResponse:
    """Before everything that needs the database, because the answer may be that there is none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return health(request) if request.path == "/healthz" else get_response(request)

    return middleware


def let_go(get_response: GetResponse) -> GetResponse:
    """Frees all that a request carries when it is answered.

    It and its messages hold one another: a page with all its rows would wait for a search for garbage.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            return get_response(request)
        finally:
            vars(request).pop("_messages", None)  # stored by now; nothing asks for them any more

    return middleware


def add_headers(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if not getattr(response, "xframe_options_exempt", False):  # a panel's frame: its policy says who
            response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    return middleware


def say_policy(get_response: GetResponse) -> GetResponse:
    """The content security policy, with what a view changed of it as django-csp's decorators do.

    django-csp's own middleware makes it anew for each answer, twice, which is a fortieth of a page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if HEADER not in response:
            added, replaced = (
                _frozen(getattr(response, name, None)) for name in ("_csp_update", "_csp_replace")
            )
            response.headers[HEADER] = _policy(added, replaced)
        return response

    return middleware


def _frozen(changes: Mapping[str, str | Sequence[str] | None] | None) -> Changes:
    """Something to look up by; a single source is a list of one."""
    return tuple(
        (name, (sources,) if isinstance(sources, str) else tuple(sources) if sources is not None else None)
        for name, sources in (changes or {}).items()
    )


@lru_cache(maxsize=POLICIES)
def _policy(added: Changes, replaced: Changes) -> str:
    return build_policy(update=_thawed(added), replace=_thawed(replaced))


def _thawed(changes: Changes) -> dict[str, list[str] | None]:
    return {name: None if sources is None else list(sources) for name, sources in changes}
