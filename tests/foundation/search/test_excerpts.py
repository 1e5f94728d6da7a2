from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.foundation.search.excerpts import excerpt, marked
from smartai.lib.words import terms


def shown(pieces):
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "asked", "language", "expected"),
    [
        ("Exporting the report", "exports", "en", "[Exporting] the report"),
        ("Write an e-mail, or E-Mails.", "email", "en", "Write an [e-mail], or [E-Mails]."),
        ("Up to 10,000 rows (10000).", "10000", "en", "Up to [10,000] rows ([10000])."),
        ("jonas@lindqvist.example", "lindqvist", "en", "jonas@[lindqvist].example"),
        ("Die Größe ändern", "grosse", "de", "Die [Größe] ändern"),
        ("請求書の発行", "請求書", "ja", "[請求書]の発行"),
        ("إصدار الفواتير", "الفواتير", "ar", "إصدار [الفواتير]"),
        ("Nothing here", "zebra", "en", "Nothing here"),
        ("<b>bold</b>", "bold", "en", "<b>[bold]</b>"),
    ],
)
def test_the_words_that_were_asked_for_are_marked(text, asked, language, expected):
    assert shown(marked(text, set(terms(asked, language)), language)) == expected


def test_an_excerpt_is_taken_where_most_of_the_words_are():
    text = (
        "One word export. "
        + "Nothing to see here. " * 40
        + "Then export all the rows of a report. "
        + "End. " * 40
    )
    part = shown(excerpt(text, {"export", "row", "report"}, "en"))
    assert "[export] all the [rows] of a [report]" in part
    assert part.startswith("… ")
    assert part.endswith(" …")
    assert len(part) < 190


def test_without_a_word_it_is_the_beginning():
    assert shown(excerpt("The first words. " * 40, {"zebra"}, "en")).startswith("The first words.")


@given(st.text(), st.sets(st.text(min_size=1), max_size=5))
def test_marking_never_changes_the_text(text, found):
    assert "".join(piece.text for piece in marked(text, found, "en")) == text
    excerpt(text, found, "en")
