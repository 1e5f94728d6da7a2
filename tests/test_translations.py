from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

LOCALE = Path(__file__).resolve().parents[1] / "smartai" / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\{\w+\}\}|</?bdi>")


@pytest.fixture(params=["ar", "de"])
def catalog(request) -> polib.POFile:
    return polib.pofile(str(LOCALE / request.param / "LC_MESSAGES" / "django.po"))


def test_every_sentence_is_translated(catalog):
    left = [entry.msgid for entry in catalog.untranslated_entries() + catalog.fuzzy_entries()]
    assert left == []


def test_a_translation_has_the_placeholders_of_its_sentence(catalog):
    for entry in catalog:
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text:
                known = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
                assert set(PLACEHOLDER.findall(text)) <= known, entry.msgid
                assert "<script" not in text
