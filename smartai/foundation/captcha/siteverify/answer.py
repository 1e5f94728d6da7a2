from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.utils import timezone

from smartai.foundation.outside.asking import NoAnswer

SECRET_REFUSED: Final = frozenset({"missing-input-secret", "invalid-input-secret", "invalid-keys"})
KEYS_APART: Final = frozenset({"sitekey-secret-mismatch"})
TOKEN_REFUSED: Final = frozenset(
    {
        "missing-input-response",
        "invalid-input-response",
        "expired-input-response",
        "already-seen-response",
        "invalid-or-already-seen-response",
        "timeout-or-duplicate",
        "browser-error",
    }
)
"""What the providers' manuals name as the visitor's part. Everything else is theirs, or the owner's."""


@dataclass(frozen=True)
class Answer:
    """What a provider said of one token. ``at`` is when it was solved, ``score`` from 0, a robot, to 1."""

    good: bool
    errors: frozenset[str]
    hostname: str
    action: str
    cdata: str
    at: datetime | None
    score: float | None

    @property
    def age(self) -> timedelta | None:
        """Negative when their clock is ahead of ours; None when they did not say."""
        return None if self.at is None else timezone.now() - self.at


def read(raw: bytes) -> Answer:
    """Raises ``NoAnswer`` for whatever is not as documented."""
    try:
        said = json.loads(raw)
        good = said["success"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise NoAnswer("the answer is not as the provider documents it") from error
    if not isinstance(good, bool):
        raise NoAnswer("the answer is not as the provider documents it")
    codes = said.get("error-codes")
    return Answer(
        good=good,
        errors=frozenset(_line(code) for code in codes) if isinstance(codes, list) else frozenset(),
        hostname=_line(said.get("hostname")).lower(),
        action=_line(said.get("action")),
        cdata=_line(said.get("cdata")),
        at=_moment(said.get("challenge_ts")),
        score=_score(said.get("score")),
    )


def _line(value: Any) -> str:
    return value[:300] if isinstance(value, str) else ""


def _moment(value: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(_line(value))
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _score(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and 0 <= value <= 1 else None
