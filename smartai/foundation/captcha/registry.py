"""The providers by the names an owner chooses from; one line for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from smartai.foundation.captcha.hcaptcha import HCaptcha
from smartai.foundation.captcha.null import NoCheck
from smartai.foundation.captcha.proof_of_work import ProofOfWork
from smartai.foundation.captcha.provider import Keys, Provider, Sent, Sources, Verdict
from smartai.foundation.captcha.recaptcha_v2 import RecaptchaV2
from smartai.foundation.captcha.recaptcha_v3 import RecaptchaV3
from smartai.foundation.captcha.siteverify.asking import KeyReport, try_keys
from smartai.foundation.captcha.siteverify.judging import forget_failures
from smartai.foundation.captcha.turnstile import Turnstile

BUILT_IN = "proof-of-work"
NO_KEYS = Keys()
OWN: dict[str, Provider] = {BUILT_IN: ProofOfWork(), "off": NoCheck()}
OUTSIDE: dict[str, Callable[[Keys], RecaptchaV2 | RecaptchaV3 | Turnstile | HCaptcha]] = {
    "recaptcha-v2": RecaptchaV2,
    "recaptcha-v3": RecaptchaV3,
    "turnstile": Turnstile,
    "hcaptcha": HCaptcha,
}
"""Companies whose script the visitor's browser loads, and whose server ours asks."""


def provider_of(check: str, keys: Keys = NO_KEYS) -> Provider:
    """``check`` is a name of ``OWN`` or ``OUTSIDE``."""
    return OWN[check] if check in OWN else OUTSIDE[check](keys)


def challenge(check: str, purpose: str, keys: Keys = NO_KEYS) -> dict[str, Any] | None:
    """What the browser has to work on."""
    return provider_of(check, keys).challenge(purpose)


def sources(check: str) -> Sources:
    """What a page with this check must allow beside our own."""
    return provider_of(check).sources


def judge(check: str, payload: str, purpose: str, *, keys: Keys = NO_KEYS, host: str = "") -> Verdict:
    """Ask once, when the rest of the form is in order: asking uses the proof up. At most one statement.

    Beside a company's check the built-in one always counts, as the weaker one: its script may be blocked.
    """
    provider = provider_of(check, keys)
    if provider.asks and not payload:
        return Verdict.MISSING
    if check in OUTSIDE and not payload.startswith("{"):
        own = OWN[BUILT_IN].verify(Sent(payload, purpose))
        return Verdict.WEAKER if own is Verdict.PASSED else own
    return provider.verify(Sent(payload, purpose, host))


def tried_keys(check: str, keys: Keys) -> KeyReport:
    """Asks a provider of ``OUTSIDE`` whether it knows the keys; afterwards it is asked for visitors again."""
    forget_failures()
    more = {"sitekey": keys.site_key} if check == "hcaptcha" else {}
    return try_keys(OUTSIDE[check](keys).address, {"secret": keys.secret, **more})
