"""What happens to every request before it reaches a page."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse

from smartai.config.operations import health
from smartai.config.security import PERMISSIONS_POLICY

GetResponse = Callable[[HttpRequest], HttpResponse]


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


def add_headers(get_response: GetResponse) -> GetResponse:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if not getattr(response, "xframe_options_exempt", False):  # a panel's frame: its policy says who
            response.headers.setdefault("X-Frame-Options", "DENY")
        return response

    return middleware
