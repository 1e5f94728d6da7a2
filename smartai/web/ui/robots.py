"""Telling people from robots on forms that anybody can send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext

from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import Unsure
from smartai.foundation.captcha.provider import Verdict
from smartai.foundation.captcha.registry import OUTSIDE, judge, sources
from smartai.web.ui.addresses import url
from smartai.web.ui.pace import TooOften, count, network

PURPOSES = frozenset({"new-request", "sign-in", "register"})
COMPANIES: Final = {
    "recaptcha-v2": "Google reCAPTCHA",
    "recaptcha-v3": "Google reCAPTCHA",
    "turnstile": "Cloudflare Turnstile",
    "hcaptcha": "hCaptcha",
}


@dataclass(frozen=True)
class RobotCheck:
    """For ``ui/proof.html``. ``company`` is empty where nobody else is asked.

    ``url`` tells the browser what to do; ``task`` is that itself, where a page knows it already.
    """

    url: str
    check: str
    task: str = ""

    @property
    def company(self) -> str:
        return COMPANIES.get(self.check, "")

    @property
    def is_silent(self) -> bool:
        """Nothing to solve: it watches, and tells when the form is sent."""
        return self.check == "recaptcha-v3"


class NotProven(Exception):
    """A proof came that is wrong, used or too old, or too low a score."""

    def __init__(self, company: str = "") -> None:
        super().__init__(company)
        self.company = company

    @property
    def words(self) -> str:
        if not self.company:
            return gettext("The check against robots did not work. Send it once more.")
        sentence = gettext(
            "%(company)s did not confirm that a person wrote this. Try it once more, or use our own check."
        )
        return sentence % {"company": self.company}


def robot_check(purpose: str) -> RobotCheck:
    """The owner's choice, for the form ``purpose``."""
    return RobotCheck(f"{url('panel:challenge')}?for={purpose}", choices().protection.check)


def let_in(response: HttpResponseBase, check: str) -> None:
    """Opens the page's policy for what the company of the check documents, and for nothing else.

    Their scripts write HTML as text and make policies of their own, so that trusted types go on such a page
    (see docs/decisions/0022). They are told our origin, never the address of a page.
    """
    if check not in OUTSIDE:
        return
    response._csp_update = dict(sources(check))  # type: ignore[attr-defined]  # what django-csp looks for
    no_types = {"require-trusted-types-for": None, "trusted-types": None}
    response._csp_replace = no_types  # type: ignore[attr-defined]  # what django-csp looks for
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"


def require_proof(
    request: HttpRequest, purpose: str, *, unproven_an_hour: int, may_wait: bool = False
) -> bool:
    """Ask once, when the rest of the form is in order. Raises ``NotProven``.

    Browsers without JavaScript send no proof, and a company may not answer: ``unproven_an_hour`` of those may
    come from one network (``TooOften``), 0 for any number. Where the form ``may_wait`` and the owner wants
    that, True says instead that somebody has to look at it.
    """
    known = choices().protection
    payload, host = request.POST.get("proof", ""), own_host(request)
    verdict = judge(known.check, payload, purpose, keys=known.keys, host=host)
    if verdict is Verdict.FAILED:
        raise NotProven(COMPANIES.get(known.check, ""))
    if verdict is Verdict.UNREACHABLE and may_wait and known.unsure == Unsure.HOLD:
        return True
    if verdict is not Verdict.PASSED:
        _count_unproven(request, purpose, verdict, unproven_an_hour)
    return False


def own_host(request: HttpRequest) -> str:
    """The name by which the visitor's browser knows us, without a port."""
    return urlsplit(f"//{request.get_host()}").hostname or ""


def _count_unproven(request: HttpRequest, purpose: str, verdict: Verdict, an_hour: int) -> None:
    """Whose company is blocked shares no limit with robots that send nothing at all."""
    bucket = "weaker" if verdict is Verdict.WEAKER else "unproven"
    try:
        count(f"{purpose}-{bucket}", network(request), an_hour)
    except TooOften as often:
        if verdict is not Verdict.UNREACHABLE:
            raise
        name = COMPANIES.get(choices().protection.check, "")
        why = gettext("%(company)s does not answer just now, so only a few forms an hour are let in.")
        raise TooOften(often.seconds, why % {"company": name}) from often
