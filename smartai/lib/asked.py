"""What somebody asks, reduced to what makes two questions the same one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from smartai.lib.common_words import is_common
from smartai.lib.masking import without_traces
from smartai.lib.text import one_line, shortened
from smartai.lib.words import is_dense, stemmed, tokens

LONGEST: Final = 160
"""Characters that are kept of a question."""
MOST_WORDS: Final = 16
"""Words that make a question the one it is; what comes behind them tells it from no other."""


@dataclass(frozen=True)
class Asked:
    """``words`` as they were written, without traces of a person; ``key`` is the same for the same stems,
    whatever their order, case and accents and the common words between them.
    """

    words: str
    key: str
    language: str


def asked(text: str, language: str) -> Asked | None:
    """None for what says nothing: common words, single letters, nothing but addresses and numbers."""
    words = shortened(without_traces(one_line(text[: 4 * LONGEST])), LONGEST)
    language = language.partition("-")[0][:10]
    said = [token.word for token in tokens(words) if not is_common(token.word, language)]
    stems = list(dict.fromkeys(stemmed(word, language) for word in said))[:MOST_WORDS]
    if not any(len(stem) > 1 or is_dense(stem) for stem in stems):
        return None
    text = "\x1f".join([language, *sorted(stems)])
    return Asked(words, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), language)
