"""“Did you mean …”: from nothing but what the reader is shown anyway."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Final

from smartai.core.knowledge.search import FoundArticle
from smartai.lib.words import folded, is_dense, stemmed, tokens

ALIKE: Final = 0.6
"""Of 1, from where on a word is taken for a mistyped one."""
LOOKED_AT: Final = 5
"""Articles whose words are."""
SHORTEST: Final = 4


def meant(query: str, found: Sequence[FoundArticle]) -> str:
    """``query`` with the words that were found instead of its own; "" when all its words were found.

    Words of articles that the reader may not see are not even looked at.
    """
    shown = _shown_words(found[:LOOKED_AT])
    stems = {stemmed(word, one.article.language) for word in shown for one in found[:LOOKED_AT]}
    better = query
    for token in reversed(list(tokens(query))):
        is_known = any(stemmed(token.word, one.article.language) in stems for one in found[:LOOKED_AT])
        if is_known or is_dense(token.word) or len(token.word) < SHORTEST or token.word.isdigit():
            continue
        if close := get_close_matches(token.word, shown, n=1, cutoff=ALIKE):
            better = better[: token.start] + shown[close[0]] + better[token.end :]
    return better if better != query else ""


def _shown_words(found: Sequence[FoundArticle]) -> dict[str, str]:
    """The marked words by their folded form."""
    marked = [piece.text for one in found for piece in (*one.title, *one.excerpt) if piece.marked]
    return {folded(word): word.lower() for text in marked for word in text.split()}
