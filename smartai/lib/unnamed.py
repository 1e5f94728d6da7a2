"""Words of a conversation without whom they name: for a text that others will read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
SHORTEST: Final = 3
"""Letters of a part of a name: shorter ones are words of many languages."""


def without_names(
    text: str, *, people: Iterable[str], others: Iterable[str], instead: str, address: str
) -> str:
    """Every e-mail address becomes ``address``; people, and others such as their companies, ``instead``.

    Whole names are found in any case, and of people their parts too: there Mark is a name, mark a word.
    """
    text = _ADDRESS.sub(lambda _match: address, text)
    people = _told(people)
    for name in sorted({*people, *_told(others)}, key=len, reverse=True):
        text = _as_words(name, re.IGNORECASE).sub(lambda _match: instead, text)
    for part in _told(part for name in people for part in name.split()):
        for written in (part, part.upper()):
            text = _as_words(written).sub(lambda _match: instead, text)
    return text


def _told(names: Iterable[str]) -> set[str]:
    return {name.strip() for name in names if len(name.strip()) >= SHORTEST}


def _as_words(name: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", flags)
