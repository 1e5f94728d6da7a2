"""A text of which some words were asked for."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from smartai.foundation.search.excerpts import Piece


def marked(pieces: Iterable[Piece]) -> Markup:
    """The text with ``<mark>`` around those words, everything escaped."""
    return Markup("").join(MARK.format(piece.text) if piece.marked else piece.text for piece in pieces)


MARK = Markup("<mark>{}</mark>")
