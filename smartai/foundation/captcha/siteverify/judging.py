from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

import structlog
from django.utils import timezone

from smartai.foundation.captcha.provider import Keys, Sent, Verdict
from smartai.foundation.captcha.siteverify.answer import TOKEN_REFUSED, Answer
from smartai.foundation.captcha.siteverify.asking import ask
from smartai.foundation.captcha.siteverify.seal import VALID_FOR, Seal, opened
from smartai.foundation.captcha.spending import spend
from smartai.foundation.outside.asking import NoAnswer
from smartai.foundation.outside.breaker import Breaker

CLOCKS_APART: Final = timedelta(minutes=2)
LONGEST: Final = 10_000
"""Characters of what a form brings; the longest tokens have a few thousand."""
_TOKEN: Final = re.compile(r"[A-Za-z0-9._~:+/=|-]{10,8000}")

log = structlog.get_logger()


@dataclass(frozen=True)
class Rules:
    """How one provider is asked, and what must stand in its answer beside "success".

    ``hosts`` are words it may give instead of the name of our host.
    """

    name: str
    address: str
    keys: Keys
    fits: Callable[[Answer, Seal], bool]
    more: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()


def judged(rules: Rules, sent: Sent) -> Verdict:
    """At most one question to the provider, and one statement."""
    seal, token = _parts(sent)
    if seal is None or not _TOKEN.fullmatch(token):
        return Verdict.FAILED
    if not spend(_digest(rules.name, token), timezone.now() + VALID_FOR):
        return Verdict.FAILED
    breaker = _breakers.setdefault(rules.address, Breaker())
    try:
        if not rules.keys.secret:
            raise NoAnswer("there is no secret in the settings")
        if not breaker.lets_through():
            raise NoAnswer("it failed a moment ago")
        answer = _asked(rules, token, breaker)
    except NoAnswer as problem:
        log.warning("captcha.not_checked", provider=rules.name, reason=str(problem))
        return Verdict.UNREACHABLE
    return Verdict.PASSED if answer.good and _is_ours(answer, rules, seal, sent) else Verdict.FAILED


def forget_failures() -> None:
    """Whoever failed is asked again: after the keys were changed, and between tests."""
    _breakers.clear()


_breakers: dict[str, Breaker] = {}


def _parts(sent: Sent) -> tuple[Seal | None, str]:
    """The browser sends ``{"seal": …, "token": …}``."""
    if len(sent.payload) > LONGEST:
        return None, ""
    try:
        fields = json.loads(sent.payload)
        seal, token = fields["seal"], fields["token"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None, ""
    if not (isinstance(seal, str) and isinstance(token, str)):
        return None, ""
    return opened(seal, sent.purpose), token


def _asked(rules: Rules, token: str, breaker: Breaker) -> Answer:
    """Raises ``NoAnswer`` too when the provider says that it could not tell, or that our keys are wrong."""
    try:
        answer = ask(rules.address, {"secret": rules.keys.secret, "response": token, **rules.more})
    except NoAnswer:
        breaker.failed()
        raise
    breaker.succeeded()
    if not answer.good and not answer.errors & TOKEN_REFUSED:
        raise NoAnswer(", ".join(sorted(answer.errors)) or "it gives no reason")
    return answer


def _is_ours(answer: Answer, rules: Rules, seal: Seal, sent: Sent) -> bool:
    """Solved on this host, for this form, after the form asked for it and not long ago."""
    age = answer.age
    if age is None or answer.at is None or not -CLOCKS_APART <= age <= VALID_FOR:
        return False
    if answer.at < seal.made_at - CLOCKS_APART:
        return False
    return answer.hostname in {sent.host.lower(), *rules.hosts} and rules.fits(answer, seal)


def _digest(name: str, token: str) -> str:
    return hashlib.sha256(f"{name}:{token}".encode()).hexdigest()
