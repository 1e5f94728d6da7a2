"""Secrets of addresses and traces of persons, made unreadable in what is logged, kept or shown to others."""

from __future__ import annotations

import re
from typing import Final

# What stands between these paths and the next slash opens a ticket, a session or an account.
_SECRET_PATHS: Final = re.compile(r"(/(?:link|links|reset|invite|invitation|confirm)/)[^/\s\"'?#]+")
_PLACE: Final = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_MAILBOX: Final = re.compile(r"[^\s@<>\"',;:()]{1,64}@[^\s@<>\"',;:()]{1,255}")
_NUMBER: Final = re.compile(r"(?:\b[^\W\d_]{1,4}-)?\+?\d(?:[ ./()\u00a0\u202f-]{0,2}\d){5,}")
_LONG_WORD: Final = re.compile(r"\w{8,}")
_DIGITS_OF_A_SIGN: Final = 4
_SECRET_QUERY: Final = re.compile(r"([?&](?:token|code|key|signature|proof)=)[^&\s\"']+", re.IGNORECASE)


def masked(text: str) -> str:
    """The text without the secret part of links."""
    return _SECRET_QUERY.sub(r"\1…", _SECRET_PATHS.sub(r"\1…", text))


def without_traces(text: str) -> str:
    """The text with "…" for what often names one person: web and e-mail addresses, numbers of six digits and
    more (telephone, order, card), and long signs with digits in them (IBAN, serial number). Names stay.

    ``10,000`` stays: a comma joins no digits. Linear in the length of the text.
    """
    for pattern in (_PLACE, _MAILBOX):
        text = pattern.sub("…", text)
    return _NUMBER.sub("…", _LONG_WORD.sub(_without_sign, text))


def _without_sign(word: re.Match[str]) -> str:
    return "…" if sum(letter.isdigit() for letter in word[0]) >= _DIGITS_OF_A_SIGN else word[0]
