"""Answers to requests that cannot be answered: they need no database and never fail themselves."""

from __future__ import annotations

import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import TemplateDoesNotExist, loader
from django.utils.translation import gettext

log = structlog.get_logger()


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _page(request, 413, gettext("This is more text than one request can carry."))
    return _page(request, 400, gettext("This request could not be read."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 403, gettext("This page is not open to you."))


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection against other sites did not match: usually cookies were cleared meanwhile.

    What was typed is shown again with a fresh form, so that nothing is lost.
    """
    typed = [
        (name, text)
        for name, texts in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for text in texts
    ]
    context = {"typed": typed, "action": request.get_full_path(), "sign_in_url": ""}
    return render(request, "ui/expired.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same body for "not yours" and "not there"; the address asked for is not repeated."""
    return _page(request, 404, gettext("There is nothing here."))


def broken(request: HttpRequest) -> HttpResponse:
    return _page(request, 500, gettext("Something broke on our side. Nothing you sent before is lost."))


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
