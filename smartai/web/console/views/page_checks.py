"""The light of a panel by itself, and a look at a page of one of its sites."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from smartai.core.workspace.actions import keep_page_check
from smartai.core.workspace.models import Step, SupportPanel
from smartai.lib.origins import origin_of
from smartai.lib.text import one_line
from smartai.web.console.frame import me
from smartai.web.console.install_light import light_of
from smartai.web.console.page_checks import look_at
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count
from smartai.web.ui.visitors import VisitorRequest

AN_HOUR = 60
"""Looks of one owner: each makes a request to a server of somebody."""
LONGEST = 1_000


@open_to(Entry.OWNER)
@require_safe
@never_cache
def light(request: VisitorRequest, pk: int) -> HttpResponse:
    panel = get_object_or_404(SupportPanel, pk=pk)
    context = {"light": light_of(panel), "url": reverse("console:panel-light", args=[pk])}
    return render(request, "console/light.html", context)


@open_to(Entry.OWNER)
@require_POST
def create(request: VisitorRequest, pk: int) -> HttpResponseBase:
    """Comes back to the page that asked; an address that is not listed stands in the notice alone."""
    panel = get_object_or_404(SupportPanel, pk=pk)
    typed = one_line(request.POST.get("page", ""))[:LONGEST]
    address = address_on(panel, typed)
    if not address:
        words = gettext("“%(page)s” is on none of the listed sites. Only these are looked at.")
        messages.error(request, words % {"page": typed[:120]})
        return _back(request, panel, "")
    try:
        count("page-check", str(me(request).pk), AN_HOUR)
    except TooOften as often:
        messages.error(request, often.words)
        return _back(request, panel, address)
    looked = look_at(panel, address)
    keep_page_check(panel, looked.origin, looked.path, looked.findings, by=me(request))
    return _back(request, panel, address)


def address_on(panel: SupportPanel, typed: str) -> str:
    """The address as it is asked for; empty where its site is not listed. A missing scheme is https."""
    origin = origin_of(typed)
    if origin not in panel.origins:
        return ""
    parts = urlsplit(typed if "://" in typed else f"https://{typed}")
    return f"{origin}{parts.path or '/'}" + (f"?{parts.query}" if parts.query else "")


def _back(request: VisitorRequest, panel: SupportPanel, address: str) -> HttpResponse:
    in_first_steps = request.POST.get("back") == "start"
    place = (
        reverse("console:start-step", args=[Step.PLACE.value])
        if in_first_steps
        else reverse("console:panel", args=[panel.pk])
    )
    asked = f"?{urlencode({'page': address})}" if address else ""
    return redirect(f"{place}{asked}#light")
