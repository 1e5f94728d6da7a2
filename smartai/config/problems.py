"""Answers to requests that cannot be answered: they need no database and never fail themselves."""

from __future__ import annotations

import sys

import structlog
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist, loader
from django.utils.translation import gettext

from smartai.config.faults import is_database_away, is_disk_full
from smartai.web.ui.resending import send_again_page

log = structlog.get_logger()


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _page(request, 413, gettext("This is more text than one request can carry."))
    return _page(request, 400, gettext("This request could not be read."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, gettext("This page is not open to you."))


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection against other sites did not match: usually cookies were cleared meanwhile.

    What was typed is shown again with a fresh form, so that nothing is lost.
    """
    return send_again_page(request, "ui/expired.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same body for "not yours" and "not there"; the address asked for is not repeated."""
    return _page(request, 404, gettext("There is nothing here."))


def broken(request: HttpRequest) -> HttpResponse:
    """A fault that passes says so, and gives back what was typed; anything else is ours."""
    error = sys.exception()
    if is_disk_full(error):
        return _later(request, 507, gettext("Our disk is full. Nothing you sent before is lost."), 300)
    if is_database_away(error):
        return _later(request, 503, gettext("Our database is away. Nothing you sent before is lost."), 5)
    return _page(request, 500, gettext("Something broke on our side. Nothing you sent before is lost."))


def _later(request: HttpRequest, status: int, sentence: str, seconds: int) -> HttpResponse:
    """Scripts get the sentence as JSON."""
    if "application/json" in request.headers.get("Accept", ""):
        response: HttpResponse = JsonResponse({"error": sentence}, status=status)
    else:
        try:
            response = send_again_page(request, f"{status}.html", status)
        except Exception:
            log.exception("problems.page_failed", status=status)
            response = HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
    response.headers["Retry-After"] = str(seconds)
    return response


def _page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """The page of the look when it can be drawn; when drawing fails too, the bare sentence."""
    try:
        body = loader.render_to_string([f"{status}.html", "400.html"], {"sentence": sentence}, request)
        return HttpResponse(body, status=status)
    except TemplateDoesNotExist:
        log.error("problems.page_missing", status=status)
    except Exception:
        log.exception("problems.page_failed", status=status)
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")
