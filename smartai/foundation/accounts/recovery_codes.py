"""Codes for a lost phone: sixteen letters and digits that can't be taken for one another, in fours."""

from __future__ import annotations

import secrets
from base64 import b32encode
from typing import Final

from smartai.lib.totp import DIGITS, digits_of

MANY: Final = 10
BYTES: Final = 10
"""80 bits: nobody guesses one, also not from its hash."""


def new_recovery_codes() -> list[str]:
    return [_in_fours(b32encode(secrets.token_bytes(BYTES)).decode().lower()) for _ in range(MANY)]


def is_recovery_code(text: str) -> bool:
    """Whether it can only have been meant as one: an app's code has six digits and no letters."""
    return len(digits_of(text)) != DIGITS or any(character.isalpha() for character in text)


def as_typed(text: str) -> str:
    """What is hashed: without spaces and dashes, whatever the case; base32 has no 0, 1 and 8."""
    letters = "".join(character for character in text.lower() if character.isalnum())
    return letters.translate(str.maketrans("018", "olb"))[:100]


def _in_fours(text: str) -> str:
    return "-".join(text[at : at + 4] for at in range(0, len(text), 4))
