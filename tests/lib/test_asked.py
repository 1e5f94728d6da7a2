"""Questions: when two are the same, and what of a person is never kept."""

from __future__ import annotations

import time

import pytest

from smartai.lib.asked import asked
from smartai.lib.masking import without_traces


def key(text: str, language: str) -> str:
    question = asked(text, language)
    assert question
    return question.key


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("How do I export an invoice?", "invoice EXPORTS", "en"),
        ("Rechnung für mich drucken", "bitte die Rechnungen drucken", "de"),
        ("Café öffnen", "cafe offnen", ""),
        ("فاتورة جديدة", "جديدة فاتورة", "ar"),
        ("Order AB-123456 is late", "order 998877 is late", "en"),
    ],
)
def test_the_same_question_in_other_words_order_and_case_is_one(one, other, language):
    assert key(one, language) == key(other, language)


@pytest.mark.parametrize(
    ("one", "other"), [(("export", "en"), ("import", "en")), (("export", "en"), ("export", "de"))]
)
def test_another_word_or_another_language_is_another_question(one, other):
    assert key(*one) != key(*other)


@pytest.mark.parametrize(
    "text", ["", "   ", "how do I", "?!…", "a", "jonas@lindqvist.example", "0049 170 1234567"]
)
def test_what_says_nothing_is_no_question(text):
    assert asked(text, "en") is None


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mail jonas@lindqvist.example about it", "Mail … about it"),
        ("Call +49 (0)170 123-4567 please", "Call … please"),
        ("Card 4111 1111 1111 1111 refused", "Card … refused"),
        ("IBAN DE89370400440532013000 wrong", "IBAN … wrong"),
        ("See https://shop.example/orders/7?token=abc now", "See … now"),
        ("٠١٢٣٤٥٦٧٨٩ رقمي", "… رقمي"),
        ("Export stops at row 10,000", "Export stops at row 10,000"),
        ("Error 404 in version 5.2", "Error 404 in version 5.2"),
    ],
)
def test_traces_of_a_person_are_masked_and_other_numbers_stay(text, kept):
    assert without_traces(text) == kept


@pytest.mark.parametrize(
    "text", ["a" * 50_000, "1 " * 20_000, "a1" * 20_000, "@" * 20_000, "\x00\ud800" * 99, "w " * 9_000]
)
def test_no_text_breaks_it_or_takes_long(text):
    begun = time.perf_counter()
    question = asked(text, "en")
    assert time.perf_counter() - begun < 0.5
    assert question is None or len(question.words) <= 160
