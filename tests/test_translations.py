from __future__ import annotations

import re
import subprocess
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "smartai" / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\{\w+\}\}|</?bdi>")


@pytest.fixture(params=["ar", "de"])
def catalog(request) -> polib.POFile:
    return polib.pofile(str(LOCALE / request.param / "LC_MESSAGES" / "django.po"))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> polib.POFile:
    """What stands in code and templates now, as ``make messages`` finds it."""
    found = tmp_path_factory.mktemp("messages") / "found.pot"
    subprocess.run([ROOT / "scripts" / "messages.sh", found], check=True)
    return polib.pofile(str(found))


def sentences(catalog: polib.POFile) -> set[tuple[str, ...]]:
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in catalog}


def test_the_catalogs_have_the_sentences_that_are_written(catalog, written):
    forgotten, gone = sentences(written) - sentences(catalog), sentences(catalog) - sentences(written)
    assert not forgotten | gone, "run: make messages"


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
