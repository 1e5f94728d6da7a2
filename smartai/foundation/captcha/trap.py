"""Traps that people never see: a field only robots fill, and a form filled faster than anybody can.

The start is signed, so that it can't be made up, and carries a random form key: whoever accepts a form can
remember the key (as the idempotency key of what the form makes), so that one start serves one form.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.core import signing
from django.utils import timezone

FIELD = "website"  # a name robots like; hide it from people and from screen readers, autocomplete off
START_FIELD = "form_start"
FASTEST = timedelta(seconds=2)
LATEST = timedelta(hours=24)
_LONGEST = 200  # characters


class Sprung(StrEnum):
    """Why a form is not believed. ``TOO_OLD`` and ``TOO_FAST`` happen to people: show the form again as
    filled in, with a new start.
    """

    NO = "no"
    BAIT_TAKEN = "bait-taken"
    TOO_FAST = "too-fast"
    TOO_OLD = "too-old"
    FORGED = "forged"


@dataclass(frozen=True)
class Trap:
    """``form_key`` is empty when the start can't be believed."""

    sprung: Sprung
    form_key: str = ""


def form_start(purpose: str) -> str:
    """The value of the hidden field ``START_FIELD`` of a new form. ``purpose`` has no colon."""
    return _signer().sign(f"{purpose}:{_milliseconds()}:{secrets.token_urlsafe(16)}")


def look(bait: str, start: str, purpose: str) -> Trap:
    """``bait`` and ``start`` are the values of the two fields as they came. No statement, no memory."""
    if bait:
        return Trap(Sprung.BAIT_TAKEN)
    try:
        of_purpose, started, form_key = _signer().unsign(start[:_LONGEST]).split(":")
    except (signing.BadSignature, ValueError):
        return Trap(Sprung.FORGED)
    if of_purpose != purpose:
        return Trap(Sprung.FORGED)
    return Trap(_by_age(timedelta(milliseconds=_milliseconds() - int(started))), form_key)


def _by_age(age: timedelta) -> Sprung:
    if age < FASTEST:
        return Sprung.TOO_FAST
    return Sprung.TOO_OLD if age > LATEST else Sprung.NO


def _signer() -> signing.Signer:
    return signing.Signer(salt="smartai.captcha.trap")


def _milliseconds() -> int:
    return int(timezone.now().timestamp() * 1000)
