"""The providers by the names an owner chooses from; one line for each."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from smartai.foundation.captcha.null import NoCheck
from smartai.foundation.captcha.proof_of_work import ProofOfWork
from smartai.foundation.captcha.provider import Provider

PROVIDERS: dict[str, Provider] = {
    "proof-of-work": ProofOfWork(),
    "off": NoCheck(),
}


class Verdict(StrEnum):
    """``MISSING``: no proof came, as from a browser without JavaScript. Not a refusal: such a form goes
    through stricter limits. ``FAILED``: a proof came that is wrong, used, expired or for another form.
    """

    PASSED = "passed"
    MISSING = "missing"
    FAILED = "failed"


def challenge(check: str, purpose: str) -> dict[str, Any] | None:
    """What the browser has to work on. ``check`` is a name of ``PROVIDERS``."""
    return PROVIDERS[check].challenge(purpose)


def judge(check: str, payload: str, purpose: str) -> Verdict:
    """Ask once, when the rest of the form is in order: asking uses the proof up. At most one statement."""
    provider = PROVIDERS[check]
    if provider.asks and not payload:
        return Verdict.MISSING
    return Verdict.PASSED if provider.verify(payload, purpose) else Verdict.FAILED
