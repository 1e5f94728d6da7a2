"""Trying out the saved keys of a company that tells people from robots: the general ones, or a panel's."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import wraps
from typing import Any, Final, Protocol

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.workspace.choices import choices, panel_numbered
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.captcha.provider import Keys, Verdict
from smartai.foundation.captcha.registry import OUTSIDE, challenge, judge, tried_keys
from smartai.foundation.captcha.siteverify.asking import KeyCheck
from smartai.web.console.forms.group import CHECKS
from smartai.web.console.frame import me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count
from smartai.web.ui.robots import RobotCheck, let_in, own_host
from smartai.web.ui.visitors import VisitorRequest

PURPOSE: Final = "try-keys"
AN_HOUR: Final = 30


@dataclass(frozen=True)
class Tried:
    """Whose keys: those that hold for a panel's visitors, or everywhere."""

    check: str
    panel: SupportPanel | None = None

    @property
    def keys(self) -> Keys:
        known = panel_numbered(self.panel.pk) if self.panel else None
        return (known.choices if known else choices()).protection.keys_of(self.check)

    def url(self, part: str = "") -> str:
        name = f"robot-check{part}"
        if self.panel:
            return reverse(f"console:panel-{name}", args=[self.panel.pk, self.check])
        return reverse(f"console:{name}", args=[self.check])

    @property
    def back_url(self) -> str:
        if self.panel:
            return reverse("console:panel-group", args=[self.panel.pk, "protection"])
        return reverse("console:group", args=["protection"])


class _View(Protocol):
    def __call__(self, request: VisitorRequest, tried: Tried) -> HttpResponse: ...


class _Addressed(Protocol):
    def __call__(self, request: VisitorRequest, check: str, pk: int | None = None) -> HttpResponse: ...


def _of_a_company(view: _View) -> _Addressed:
    @wraps(view)
    def known(request: VisitorRequest, check: str, pk: int | None = None) -> HttpResponse:
        if check not in OUTSIDE:
            raise Http404
        own = SupportPanel.objects.filter(is_default=False)
        return view(request, Tried(check, None if pk is None else get_object_or_404(own, pk=pk)))

    return known


@open_to(Entry.OWNER)
@require_safe
@_of_a_company
def trial(request: VisitorRequest, tried: Tried) -> HttpResponse:
    """The widget as a visitor sees it, on a page that nobody else opens."""
    keys, check = tried.keys, tried.check
    task = challenge(check, PURPOSE, keys) if keys.site_key else None
    context: dict[str, Any] = {
        "name": dict(CHECKS)[check],
        "tried": tried,
        "keys": keys,
        "has_secret": bool(keys.secret),
        "widget": RobotCheck("", check, json.dumps(task)) if task else None,
    }
    response = show(request, "robot_check", "panels" if tried.panel else "protection", context)
    let_in(response, check)
    return response


@open_to(Entry.OWNER)
@require_POST
@_of_a_company
def asked(request: VisitorRequest, tried: Tried) -> HttpResponse:
    """Asks the company with a token that cannot be right, and says what came of it."""
    try:
        count("robot-keys", str(me(request).pk), AN_HOUR)
    except TooOften as often:
        messages.warning(request, often.words)
        return redirect(tried.url())
    report = tried_keys(tried.check, tried.keys)
    sentence = _words(report.check) % {"reason": report.reason}
    say = messages.success if report.check is KeyCheck.ACCEPTED else messages.warning
    say(request, sentence)
    return redirect(tried.url())


@open_to(Entry.OWNER)
@require_POST
@_of_a_company
def solved(request: VisitorRequest, tried: Tried) -> HttpResponse:
    """What a visitor's form would have come to."""
    try:
        count("robot-keys", str(me(request).pk), AN_HOUR)
    except TooOften as often:
        messages.warning(request, often.words)
        return redirect(tried.url())
    payload, host = request.POST.get("proof", ""), own_host(request)
    verdict = judge(tried.check, payload, PURPOSE, keys=tried.keys, host=host)
    say = messages.success if verdict is Verdict.PASSED else messages.warning
    say(request, _verdict_words(verdict))
    return redirect(tried.url())


def _words(check: KeyCheck) -> str:
    match check:
        case KeyCheck.ACCEPTED:
            return gettext("The secret key is accepted. Solve the check below to see that the site key fits.")
        case KeyCheck.FOR_TESTS:
            return gettext("These keys let everything pass: they are for trying out, not for visitors.")
        case KeyCheck.SECRET_REFUSED:
            return gettext("The secret key is refused. Copy it once more from your account there.")
        case KeyCheck.APART:
            return gettext("The two keys do not belong together. Copy both from the same site there.")
        case KeyCheck.UNREACHABLE:
            return gettext("Nobody could tell: %(reason)s. Can this server reach the internet?")


def _verdict_words(verdict: Verdict) -> str:
    match verdict:
        case Verdict.PASSED:
            return gettext("It works: a form with this answer would be let in.")
        case Verdict.MISSING:
            return gettext("No answer came with it. Solve the check first, then send it.")
        case Verdict.UNREACHABLE:
            return gettext("The company did not confirm it. Ask it about the keys to see why.")
        case _:
            return gettext(
                "Refused: too low a score, used before, or solved for another address than this one."
            )
