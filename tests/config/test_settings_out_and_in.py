"""All settings as one file: what goes out comes in again, and secrets and pictures with it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smartai.config.as_code.writing import Choice, Lines
from smartai.core.departments.models import Department
from smartai.core.identities.models import IdentityKey
from smartai.core.tickets.models import Priority, Status
from smartai.core.workspace.choices import choices
from smartai.core.workspace.models import SupportPanel, Workspace
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.models import StoredFile, StoredState
from smartai.lib.text import clean_text
from smartai.lib.yaml_tree import read_tree
from tests.cast import choose, client_of, first_rows
from tests.config.settings_files import change, smartai
from tests.config.whole_settings import SECRET, empty, fill, logo
from tests.foundation.files.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, _first_rows: None) -> Path:
    return tmp_path / "settings.yaml"


@pytest.fixture
def exported(file: Path) -> Path:
    assert smartai("export", file).exit_code == 0
    return file


def support_page() -> str:
    html = client_of(None).get("/support/").content.decode()
    return re.sub(
        r'(name="(csrfmiddlewaretoken|form_key|form_start|seen|writing)" value=")[^"]*|\?v=\d+|nonce="[^"]*"',
        r"\1",
        html,
    )


def test_importing_an_export_changes_nothing_and_exporting_again_writes_the_same(mia, anton, file):
    fill(mia, anton)
    assert smartai("export", file).output == f"{file}: written\n"
    before = {path.name: path.read_bytes() for path in file.parent.iterdir()}
    facts, version = StoredEvent.objects.count(), Workspace.objects.get().version
    for words in (("diff",), ("import",), ("import", "--prune"), ("import", "--dry-run")):
        result = smartai(*words, file)
        assert (result.exit_code, result.stdout) == (0, "Nothing to change\n")
    assert (StoredEvent.objects.count(), Workspace.objects.get().version) == (facts, version)
    assert smartai("export", file).output == f"{file}: unchanged\n"
    assert {path.name: path.read_bytes() for path in file.parent.iterdir()} == before


def test_an_export_makes_the_same_help_desk_of_an_empty_one(mia, anton, file, request, monkeypatch):
    fill(mia, anton)
    smartai("export", file)
    page, before = support_page(), {path.name: path.read_bytes() for path in file.parent.iterdir()}
    for name, words in read_tree(file.read_bytes()).value["choices"]["protection"].items():
        if name.endswith("_secret"):
            os.environ[words[6:-1]] = SECRET
            request.addfinalizer(lambda name=words[6:-1]: os.environ.pop(name))
    monkeypatch.setenv("SMARTAI_SECRET_NORTHWIND_ID_PROVIDER_SECRET", SECRET)
    empty()
    make_first_rows()
    assert support_page() != page
    result = smartai("import", file)
    assert (result.exit_code, result.stderr) == (0, result.stderr)
    assert choices().protection.turnstile_secret == SECRET
    again = file.with_name("again.yaml")
    assert smartai("export", again).exit_code == 0
    assert without_panels_secret(again.read_text()).replace("again-logo", "settings-logo") == (
        without_panels_secret(before["settings.yaml"].decode())
    )
    assert again.with_name("again-logo.png").read_bytes() == before["settings-logo.png"]
    assert support_page() == page


def without_panels_secret(text: str) -> str:
    """It was not there to be imported: the variable was not set."""
    return re.sub(r"\n +hcaptcha_secret: \$\{env:SMARTAI_SECRET_PK_.*", "", text)


def make_first_rows() -> None:
    for n, category in enumerate(first_rows.STATUSES):
        Status.objects.create(category=category, position=n)
    for name, words, rank, offered, is_default in first_rows.PRIORITIES:
        Priority.objects.create(
            name=name, customer_words=words, rank=rank, offered=offered, is_default=is_default
        )
    Department.objects.create(name="Support")
    Workspace.objects.create(pk=1)
    SupportPanel.objects.create(name="Support page", is_default=True)


@settings(deadline=None)
@given(st.text(max_size=80) | st.text("ab \n\t#:-\u2028\xa0\"'|>", max_size=30))
def test_whatever_the_words_are_the_file_gives_them_back(words):
    said, lines = clean_text(words), Lines()
    lines.gap("choices")
    lines.choices("brand", [Choice("name", said, "one, two")], indent=2)
    lines.rows("fields", [{"label": said, "options": [said]}])
    tree = read_tree(lines.text().encode())
    assert tree.value == {
        "choices": {"brand": {"name": said}},
        "fields": [{"label": said, "options": [said]}],
    }
    assert tree.problems == []


def test_no_secret_is_ever_written(mia, anton, file):
    fill(mia, anton)
    assert SECRET not in smartai("export", file).output
    assert all(SECRET.encode() not in path.read_bytes() for path in file.parent.iterdir())
    assert "turnstile_secret: ${env:SMARTAI_SECRET_PROTECTION_TURNSTILE_SECRET}  # saved" in file.read_text()


def test_a_secret_comes_from_where_the_file_says_and_is_never_shown(exported, monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from-a-file\n")
    change(
        exported,
        ("${env:SMARTAI_SECRET_PROTECTION_TURNSTILE_SECRET}", "${env:OUR_KEY}"),
        ("${env:SMARTAI_SECRET_PROTECTION_HCAPTCHA_SECRET}", "${file:key}"),
    )
    monkeypatch.setenv("OUR_KEY", "from-the-environment")
    result = smartai("import", exported)
    assert "protection › turnstile_secret  (empty) → (another one)" in result.output
    assert "from-" not in result.output
    kept = choices().protection
    assert (kept.turnstile_secret, kept.hcaptcha_secret) == ("from-the-environment", "from-a-file")
    smartai("export", exported)
    assert "turnstile_secret: ${env:OUR_KEY}  # saved" in exported.read_text()
    assert "hcaptcha_secret: ${file:key}  # saved" in exported.read_text()
    monkeypatch.delenv("OUR_KEY")
    result = smartai("import", exported)
    assert "Nothing to change" in result.stdout
    assert "nothing is at ${env:OUR_KEY}; what is saved stays" in result.stderr
    assert choices().protection.turnstile_secret == "from-the-environment"


def test_a_logo_is_another_one_by_its_content_and_the_old_one_goes(exported, tmp_path):
    (tmp_path / "new.png").write_bytes(picture())
    change(exported, ("logo: ''", "logo: new.png"))
    assert "~ brand › logo  (empty) → picture " in smartai("import", exported).stdout
    key = choices().brand.logo
    assert StoredFile.objects.get(key=key).state == StoredState.KEPT
    (tmp_path / "new.png").rename(tmp_path / "moved.png")
    change(exported, ("logo: new.png", "logo: moved.png"))
    assert smartai("import", exported).stdout == "Nothing to change\n"
    (tmp_path / "moved.png").write_bytes(picture(size=(30, 30)))
    assert smartai("import", exported).exit_code == 0
    assert choices().brand.logo not in ("", key)
    assert StoredFile.objects.get(key=key).state == StoredState.DISCARDED
    (tmp_path / "moved.png").write_bytes(b"<svg/>")
    assert "this is no PNG, JPEG or WebP picture" in smartai("import", exported).stderr


def test_a_logo_whose_bytes_are_lost_is_told_and_stays_what_it_was(file):
    choose("brand", logo=logo())
    StoredFile.objects.update(state=StoredState.DISCARDED)
    result = smartai("export", file)
    assert "settings-logo: the product has lost this picture" in result.stderr
    assert "logo:" not in file.read_text()


def test_another_file_is_not_written_over(file):
    file.write_text("services:\n  web: {}\n")
    result = smartai("export", file)
    assert (result.exit_code, file.read_text()) == (1, "services:\n  web: {}\n")
    file.write_text("format: 1\nchoices: [\n")
    assert smartai("export", file).exit_code == 1
    assert smartai("export", file.parent).exit_code == 1
    assert smartai("import", file.with_name("none.yaml")).exit_code == 2


def test_keys_of_sites_keep_their_id_and_shared_secrets_stay_where_they_are(mia, anton, file, settings):
    fill(mia, anton)
    smartai("export", file)
    kids = set(IdentityKey.objects.values_list("kid", flat=True))
    IdentityKey.objects.all().delete()
    settings.SECRET_KEY = "another installation's secret, which is long enough for it"
    result = smartai("import", file)
    assert "make a new key there" in result.stderr
    kept = IdentityKey.objects.get()
    assert kept.algorithm == "EdDSA"
    assert kept.kid in kids
