from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from urllib.parse import urlencode

from smartai.foundation.captcha.siteverify.answer import (
    KEYS_APART,
    SECRET_REFUSED,
    TOKEN_REFUSED,
    Answer,
    read,
)
from smartai.foundation.outside.asking import NoAnswer, post

WITHIN: Final = 3.0
"""Seconds that a visitor waits for a provider, in all."""
MOST: Final = 64 * 1024
"""Bytes; an honest answer has about three hundred."""
DUMMY: Final = "not-a-token-just-trying-the-keys"


def ask(address: str, fields: Mapping[str, str]) -> Answer:
    """``POST`` of ``secret``, ``response`` and what else a provider takes. Raises ``NoAnswer``."""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    return read(post(address, urlencode(fields).encode(), headers, within=WITHIN, most=MOST))


class KeyCheck(StrEnum):
    ACCEPTED = "accepted"
    FOR_TESTS = "for-tests"
    SECRET_REFUSED = "secret-refused"
    APART = "apart"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class KeyReport:
    """``reason`` says why nobody could tell; never with a key in it."""

    check: KeyCheck
    reason: str = ""


def try_keys(address: str, fields: Mapping[str, str]) -> KeyReport:
    """Sends a token that cannot be right: with a good secret it is the token that is refused.

    ``FOR_TESTS``: every token passes, so these are the keys that a provider publishes for trying it out.
    """
    try:
        answer = ask(address, {**fields, "response": DUMMY})
    except NoAnswer as problem:
        return KeyReport(KeyCheck.UNREACHABLE, str(problem))
    if answer.errors & SECRET_REFUSED:
        return KeyReport(KeyCheck.SECRET_REFUSED)
    if answer.errors & KEYS_APART:
        return KeyReport(KeyCheck.APART)
    if answer.good:
        return KeyReport(KeyCheck.FOR_TESTS)
    if answer.errors & TOKEN_REFUSED:
        return KeyReport(KeyCheck.ACCEPTED)
    return KeyReport(KeyCheck.UNREACHABLE, ", ".join(sorted(answer.errors)) or "it gives no reason")
