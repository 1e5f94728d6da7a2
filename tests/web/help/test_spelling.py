"""What is offered as meant comes from the words that were found, and from no others."""

from __future__ import annotations

import pytest

from smartai.core.knowledge.models import Article
from smartai.core.knowledge.search import FoundArticle
from smartai.foundation.search.excerpts import Piece
from smartai.web.help.spelling import meant


def found(*title: Piece, language: str = "en") -> list[FoundArticle]:
    return [FoundArticle(Article(language=language), list(title), [])]


@pytest.mark.parametrize(
    ("query", "title", "offered"),
    [
        ("exprot", [Piece("Export", marked=True), Piece(" a file")], "export"),
        ("exprot", [Piece("Exprott Ltd and "), Piece("export", marked=True)], "export"),
        ("exprot", [Piece("Exprott Ltd")], ""),
        ("exprot now", [Piece("Export", marked=True), Piece(" knows")], "export now"),
        ("exports", [Piece("Export", marked=True)], ""),
        ("exp", [Piece("Export", marked=True)], ""),
        ("زعيفران", [Piece("زعفران", marked=True)], "زعفران"),
    ],
)
def test_only_marked_words_take_the_place_of_mistyped_ones(query, title, offered):
    assert meant(query, found(*title)) == offered
