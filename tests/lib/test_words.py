from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib.words import LONGEST, terms, tokens


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Exporting the exports", "en", ["export", "the", "export"]),
        ("Größenänderungen", "de", ["grossenander"]),
        ("l'église d’été", "fr", ["eglis", "ete"]),
        ("Šárka, Øre and Straße", "xx", ["sarka", "ore", "and", "strasse"]),
        ("الفواتيرَ", "ar", ["فواتير"]),
        ("請求書", "ja", ["請求", "求書"]),
        ("税", "ja", ["税"]),
        ("CSV出力", "ja", ["csv", "出力"]),
        ("e-mail and E-Mails", "en", ["email", "and", "email"]),
        ("10,000 rows, 1.234.567", "en", ["10000", "row", "1234567"]),
        ("٤٠١٢", "ar", ["4012"]),
        ("\ufdfa ⑴ ½", "xx", ["صلياللهعليهوسلم", "1", "12"]),
        ("max_rows", "xx", ["max", "rows"]),
        ("jonas@lindqvist.example", "xx", ["jonas", "lindqvist", "example"]),
        ("Error E-4012", "xx", ["error", "e", "4012"]),
        ("don't", "xx", ["dont"]),
        ("😀 — !", "en", []),
    ],
)
def test_text_becomes_the_words_that_are_searched(text, language, found):
    assert terms(text, language) == found


def test_a_word_with_and_without_its_accents_is_the_same():
    assert terms("naïve café", "fr") == terms("naive cafe", "fr")


def test_a_token_knows_where_it_stands():
    text = "Why is l'été 10,000 rows?"
    assert [text[one.start : one.end] for one in tokens(text)] == ["Why", "is", "été", "10,000", "rows"]


@given(st.text())
def test_any_text_has_tokens_in_order_within_it(text):
    ends = 0
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.end >= ends
        assert token.word
        assert token.word == "".join(token.word.split())
        assert len(token.word) <= LONGEST
        ends = token.end
