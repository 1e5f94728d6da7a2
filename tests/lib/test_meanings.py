"""Everyday words lead to what help pages call it, in three languages, and any text is read."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marisa_trie import BytesTrie

from smartai.lib.meanings import meanings, surest, thesaurus, words_for
from smartai.lib.meanings.thesaurus import FOLDER, LANGUAGES, _pairs, _trie, compile_lists
from smartai.lib.words import stemmed


def said(text, *languages):
    return surest(meanings(text, languages or ["en"]))


def lines(language):
    text = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize(
    ("text", "language", "meaning"),
    [
        ("I want my money back", "en", "refund"),
        ("They reimbursed nobody", "en", "refund"),
        ("Where is the parcel?", "en", "track"),
        ("how do I log on", "en", "signin"),
        ("change my credit card", "en", "card"),
        ("Ich will mein Geld zurück", "de", "refund"),
        ("Kündigungsfrist", "de", "cancelsubscription"),
        ("نسيت كلمة السر", "ar", "password"),
    ],
)
def test_everyday_words_say_what_help_pages_say(text, language, meaning):
    assert said(text, language)[meaning] >= 1


def test_the_same_meaning_has_the_same_name_in_every_language():
    names = {language: {line.partition(":")[0] for line in lines(language)} for language in LANGUAGES}
    assert names["ar"] <= names["en"]
    assert names["de"] <= names["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_a_list_is_a_name_and_phrases(language):
    for line in lines(language):
        name, colon, phrases = line.partition(":")
        assert colon, line
        assert name.replace("-", "").isalpha(), line
        assert all(phrase.strip() for part in phrases.split("~") for phrase in part.split(",")), line


def test_a_phrase_is_met_with_a_small_word_in_between_and_not_across_others():
    assert "signin" in said("log me in")
    assert "signin" not in said("log of entries in January")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("something in my account", "accountant"),
        ("a new customer", "customs"),
        ("this is important", "import"),
        ("our conversation", "currency"),
    ],
)
def test_a_word_does_not_say_what_another_with_its_stem_says(text, meaning):
    assert meaning not in said(text)


def test_a_hint_counts_less_than_what_says_it_and_a_phrase_counts_more():
    asked = said("password")
    assert 0 < asked["signin"] < asked["password"] < said("lost my password")["forgot"]


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Bestandsänderung", {"stock", "change"}),
        ("Kundendatei", {"customer", "file"}),
        ("Überweisungsformular", {"banktransfer", "document"}),
    ],
)
def test_a_german_compound_says_what_both_its_parts_say(word, parts):
    assert parts <= set(said(f"Die {word} fehlt", "de"))


def test_a_word_that_only_ends_like_another_is_no_compound():
    assert said("Xylophonkunden", "de") == {}


def test_a_language_without_a_list_says_nothing():
    assert meanings("money back", ["ja", "xx", ""]) == []
    assert words_for({"refund"}, "ja") == frozenset()


def test_single_words_show_what_of_a_text_fits():
    assert {"refund", "reimburs"} <= words_for({"refund"}, "en-GB")
    assert stemmed("customers", "en") in words_for({"customer"}, "en")


@settings(deadline=None)  # the first text waits for the lists to be read
@given(st.text())
def test_any_text_is_read(text):
    assert all(weight > 0 for _, weight in meanings(text, LANGUAGES))


def test_what_was_compiled_says_what_the_lists_say_and_former_files_leave(tmp_path):
    former = tmp_path / "en-00000000.trie"
    former.write_bytes(b"another edition")
    compiled = compile_lists(tmp_path)
    assert not former.exists()
    for language, file in zip(LANGUAGES, compiled, strict=True):
        assert BytesTrie().mmap(str(file)).items() == BytesTrie(_pairs(language)).items() != []


def test_lists_that_nobody_compiled_are_read_as_they_are_written(tmp_path, monkeypatch):
    monkeypatch.setattr(thesaurus, "_compiled", lambda language: "not there")
    _trie.cache_clear()
    assert ("invoice", 1.0) in meanings("Where is my invoice?", ["en"])
    _trie.cache_clear()
