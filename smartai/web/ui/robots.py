"""Telling people from robots on forms that anybody can send."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from smartai.core.workspace.choices import choices
from smartai.foundation.captcha.registry import Verdict, judge
from smartai.web.ui.pace import count, network

PURPOSES = frozenset({"new-request", "sign-in", "register"})


class NotProven(Exception):
    """A proof came that is wrong, used or too old."""


def challenge_url(purpose: str) -> str:
    """For ``ui/proof.html``."""
    return f"{reverse('panel:challenge')}?for={purpose}"


def require_proof(request: HttpRequest, purpose: str, *, unproven_an_hour: int) -> None:
    """Ask once, when the rest of the form is in order. Raises ``NotProven``.

    Browsers without JavaScript send no proof: ``unproven_an_hour`` of those may come from one network
    (``TooOften``), 0 for any number.
    """
    verdict = judge(choices().protection.check, request.POST.get("proof", ""), purpose)
    if verdict is Verdict.FAILED:
        raise NotProven
    if verdict is Verdict.MISSING:
        count(f"{purpose}-unproven", network(request), unproven_an_hour)
