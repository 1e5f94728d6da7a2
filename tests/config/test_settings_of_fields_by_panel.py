"""In which panels a field is asked, in the file of settings: by the keys of panels."""

from __future__ import annotations

from pathlib import Path

import pytest

from smartai.core.tickets.actions import save_custom_field
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.workspace.actions import create_panel
from smartai.core.workspace.models import SupportPanel
from tests.cast import DEMO
from tests.config.settings_files import change, smartai, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, _first_rows: None) -> Path:
    return tmp_path / "settings.yaml"


@pytest.fixture
def shop(_first_rows: None) -> SupportPanel:
    return create_panel("Shop", by=DEMO, key="pk_shop")


def keys_of(label: str) -> list[str]:
    return list(CustomField.objects.get(label=label).panels.values_list("key", flat=True))


def test_a_field_names_panels_that_the_same_file_makes(file):
    text = "fields:\n- label: Order\n  panels: [pk_shop]\npanels:\n- key: pk_shop\n  name: Shop\n"
    write(file, text)
    assert smartai("import", file).exit_code == 0
    assert keys_of("Order") == ["pk_shop"]
    assert smartai("import", file).stdout == "Nothing to change\n"
    change(file, ("[pk_shop]", "[]"))
    assert "~ fields › Order › panels  pk_shop → " in smartai("import", file).stdout
    assert keys_of("Order") == []


def test_what_is_not_said_stays_and_the_order_of_keys_means_nothing(file, shop):
    ours = SupportPanel.objects.get(is_default=True)
    save_custom_field(None, by=DEMO, label="Order", kind=FieldKind.TEXT, panels=[shop, ours])
    write(file, "fields:\n- label: Order\n  hint: On the box\n")
    assert smartai("import", file).exit_code == 0
    assert set(keys_of("Order")) == {"pk_shop", ours.key}
    for keys in (["pk_shop", ours.key], [ours.key, "pk_shop"]):
        write(file, f"fields:\n- label: Order\n  panels: [{', '.join(keys)}]\n")
        assert smartai("import", file).stdout == "Nothing to change\n"


def test_a_panel_that_gets_another_key_keeps_its_fields(file, shop):
    """As our own pages do when the file of a trial is read by the real help desk."""
    ours = SupportPanel.objects.get(is_default=True)
    save_custom_field(None, by=DEMO, label="Order", kind=FieldKind.TEXT, panels=[shop])
    save_custom_field(None, by=DEMO, label="Since", kind=FieldKind.DATE, panels=[ours])
    smartai("export", file)
    text = file.read_text().replace(ours.key, "pk_ours").replace("pk_shop", "pk_store")
    file.write_text(text.replace("- key: pk_store\n", "- key: pk_store\n  was: pk_shop\n"))
    result = smartai("import", file)
    assert result.exit_code == 0
    assert "› panels" not in result.stdout
    assert (keys_of("Order"), keys_of("Since")) == (["pk_store"], ["pk_ours"])


def test_a_key_of_no_panel_is_told_with_its_place(file, shop):
    unread = "panels:\n- key: pk_new\n  actve: no\n"
    write(file, f"fields:\n- label: Order\n  panels: [pk_shop, pk_new, pk_shopp]\n{unread}")
    result = smartai("import", file)
    assert ":4:29: there is no panel with the key pk_shopp" in result.stderr
    assert result.stderr.count("there is no panel") == 1
    assert not CustomField.objects.exists()


def test_a_panel_that_the_file_ends_still_has_its_fields(file, shop):
    save_custom_field(None, by=DEMO, label="Order", kind=FieldKind.TEXT, panels=[shop])
    ours = SupportPanel.objects.get(is_default=True)
    write(file, f"fields:\n- label: Order\n  panels: [pk_shop]\npanels:\n- key: {ours.key}\n")
    assert smartai("import", file, "--prune").exit_code == 0
    assert (keys_of("Order"), SupportPanel.objects.get(key="pk_shop").active) == (["pk_shop"], False)
