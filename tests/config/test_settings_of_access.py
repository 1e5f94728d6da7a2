"""Tags and providers of OpenID Connect in the file of settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from smartai.core.identities.actions import save_provider
from smartai.core.identities.models import SignInProvider
from smartai.core.tickets.actions import archive_tag, create_tag
from smartai.core.tickets.models import Tag
from smartai.foundation.openid.sealing import opened
from tests.cast import DEMO
from tests.config.settings_files import change, smartai, write

pytestmark = pytest.mark.django_db
SECRET = "s3cret-of-the-client"


@pytest.fixture
def file(tmp_path: Path, _first_rows: None) -> Path:
    return tmp_path / "settings.yaml"


def provider(name: str = "Northwind ID", **more: Any) -> SignInProvider:
    values = {
        "issuer": "https://id.northwind.example", "client_id": "desk", "for_team": False,
        "for_customers": True, "creates": False, "domains": [], "secret": SECRET, **more,
    }  # fmt: skip
    return save_provider(None, by=DEMO, name=name, **values)


def test_tags_are_made_renamed_coloured_and_brought_back(file):
    spam, old = create_tag("spam", by=DEMO), create_tag("old", by=DEMO, hue="rose")
    archive_tag(old, by=DEMO)
    create_tag("stays", by=DEMO)
    rows = ("Junk\n  was: spam", "new\n  hue: teal", "old\n  hue: lime", "stays")
    write(file, "tags:\n" + "".join(f"- name: {row}\n" for row in rows))
    assert smartai("import", file).stdout.splitlines()[:-1] == [
        "~ tags › junk › name  spam → junk",
        "+ tags › new  name: new, hue: teal",
        "+ tags › old  name: old, hue: lime",
    ]
    spam.refresh_from_db()
    assert spam.name == "junk"
    kept = dict(Tag.objects.kept().values_list("name", "hue"))
    assert kept == {"junk": "", "new": "teal", "old": "lime", "stays": ""}
    assert smartai("import", file).stdout == "Nothing to change\n"
    write(file, "tags:\n- name: junk\n")
    assert "- tags › stays  archived" in smartai("import", file, "--prune").stdout
    assert list(Tag.objects.kept().values_list("name", flat=True)) == ["junk"]
    smartai("export", file)
    assert "tags:\n- name: junk\n  hue: ''\n\n" in file.read_text()


def test_a_tag_that_can_not_be_is_told(file):
    create_tag("one", by=DEMO)
    create_tag("two", by=DEMO)
    archive_tag(create_tag("old", by=DEMO), by=DEMO)
    write(
        file, "tags:\n- name: old\n  was: one\n- name: ','\n- name: x\n  hue: brown\n- {name: X}\n- name: x\n"
    )
    told = smartai("import", file).stderr
    for words in (
        ":3:9: an archived tag has this name",
        ":5:9: a tag has a name, without commas",
        ":7:8: hue: there are rose, amber",
        ":9:9: another tag has this name",
    ):
        assert words in told


def test_a_provider_comes_with_its_secret_from_where_the_file_says(file, monkeypatch):
    monkeypatch.setenv("OUR_SECRET", SECRET)
    write(
        file,
        "providers:\n- name: Northwind ID\n  issuer: https://id.northwind.example\n  client_id: desk\n"
        "  for_customers: true\n  domains: ['@Northwind.example']\n  secret: ${env:OUR_SECRET}\n",
    )
    result = smartai("import", file)
    assert result.exit_code == 0, result.output
    assert SECRET not in result.output
    saved = SignInProvider.objects.get()
    assert (saved.issuer, saved.domains, opened(saved.sealed_secret)) == (
        "https://id.northwind.example", ["northwind.example"], SECRET,
    )  # fmt: skip
    assert smartai("import", file).stdout == "Nothing to change\n"
    monkeypatch.setenv("OUR_SECRET", "another one")
    result = smartai("diff", file)
    assert "~ providers › Northwind ID › secret  (saved) → ${env:OUR_SECRET}" in result.stdout
    assert "another one" not in result.output
    monkeypatch.delenv("OUR_SECRET")
    result = smartai("import", file)
    assert result.stdout == "Nothing to change\n"
    assert "nothing is at ${env:OUR_SECRET}; what is saved stays" in result.stderr
    change(file, ("${env:OUR_SECRET}", "''"))
    assert smartai("import", file).exit_code == 0
    assert SignInProvider.objects.get().sealed_secret == ""


def test_an_export_keeps_where_a_providers_secret_is_and_never_writes_it(file):
    provider()
    provider("Anmeldung", secret=None)
    smartai("export", file)
    text = file.read_text()
    assert SECRET not in text
    assert "secret: ${env:SMARTAI_SECRET_NORTHWIND_ID_PROVIDER_SECRET}  # saved; not in this file" in text
    assert "secret: ${env:SMARTAI_SECRET_ANMELDUNG_PROVIDER_SECRET}  # none is saved" in text
    change(file, ("${env:SMARTAI_SECRET_NORTHWIND_ID_PROVIDER_SECRET}", "${file:northwind}"))
    smartai("export", file)
    assert "secret: ${file:northwind}  # saved" in file.read_text()
    assert smartai("import", file, "--prune").stdout == "Nothing to change\n"
    write(file, "providers:\n- name: Northwind\n  was: Northwind ID\n")
    assert "- providers › Anmeldung  removed" in smartai("import", file, "--prune").stdout
    kept = SignInProvider.objects.get()
    assert (kept.name, opened(kept.sealed_secret)) == ("Northwind", SECRET)


def test_a_provider_is_held_to_the_rules_of_its_page(file):
    write(
        file,
        "providers:\n- name: One\n  issuer: http://id.example\n  client_id: desk\n  for_team: true\n"
        "  creates: true\n  domains: [not a domain]\n"
        f"- name: Two\n  issuer: https://id.example\n  client_id: desk\n  secret: {SECRET}\n",
    )
    result = smartai("import", file)
    for words in (
        ":4:11: issuer: Write the whole address, beginning with https://.",
        ":7:12: creates: Only customers get an account here: colleagues are invited.",
        ":8:12: domains: “not a domain” is no domain. Write it as northwind.example.",
        ":9:3: for_customers: Say for whom it is: the team, customers, or both.",
        ":12:11: secret: a secret is not written here",
    ):
        assert words in result.stderr
    assert SECRET not in result.output
    assert not SignInProvider.objects.exists()
