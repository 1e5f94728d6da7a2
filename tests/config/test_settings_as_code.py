"""All settings as one file: what an import of a part of it shows, changes and leaves as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smartai.core.departments.actions import set_members
from smartai.core.departments.models import Department
from smartai.core.knowledge.actions import make_category
from smartai.core.tickets.actions import save_custom_field, save_status
from smartai.core.tickets.models import Category, FieldKind, Priority
from smartai.core.workspace.actions import change_panel_choices, create_panel
from smartai.core.workspace.choices import choices, forget_choices, panel_with
from smartai.core.workspace.events import ChoicesChanged
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.events.models import StoredEvent
from smartai.lib.yaml_tree import read_tree
from tests.cast import DEMO, choose, client_of
from tests.config.settings_files import change, smartai, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, _first_rows: None) -> Path:
    return tmp_path / "settings.yaml"


@pytest.fixture
def exported(file: Path) -> Path:
    assert smartai("export", file).exit_code == 0
    return file


def test_what_differs_is_shown_and_the_status_says_so(exported):
    change(exported, ("#056d79", "#aa3366"), ("footer: ''", "footer: |-\n      First\n      Second"))
    result = smartai("diff", exported)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "~ brand › colour  #056d79 → #aa3366",
        "~ mail › footer",
        "    @@ -1 +1,2 @@",
        "    -",
        "    +First",
        "    +Second",
    ]
    dry = smartai("import", exported, "--dry-run")
    assert (dry.exit_code, "2 changes (nothing was changed: dry run)" in dry.output) == (0, True)
    assert choices().brand.colour == "#056d79"


def test_an_import_is_told_in_the_record_of_changes_as_whose_it_was(olga, anton, file):
    smartai("export", file)
    change(file, ("#056d79", "#aa3366"))
    assert smartai("import", file, "--as", anton.email).exit_code == 2
    assert smartai("import", file, "--as", olga.email).output.endswith("1 change: done\n")
    fact = StoredEvent.objects.get(kind=ChoicesChanged.kind)
    assert (fact.actor_name, fact.payload["names"]) == (olga.name, ["colour"])
    assert "Olga Berg" in client_of(olga).get("/desk/settings/changes/").content.decode()
    change(file, ("#aa3366", "#aa3377"))
    smartai("import", file)
    assert [fact.actor_name for fact in StoredEvent.objects.filter(kind=ChoicesChanged.kind)] == [
        "Olga Berg", "command line",
    ]  # fmt: skip


def test_what_the_file_does_not_mention_stays(file, mia, billing):
    set_members(billing, [mia], by=DEMO)
    choose("brand", name="Northwind")
    write(
        file, "choices:\n  brand:\n    colour: '#aa3366'\ndepartments:\n- name: Billing\n  offered: false\n"
    )
    result = smartai("import", file)
    assert "Not in the file, and left as they are: 1 of departments" in result.stderr
    billing.refresh_from_db()
    assert (billing.offered, list(billing.members.all())) == (False, [mia])
    assert (choices().brand.name, choices().brand.colour) == ("Northwind", "#aa3366")
    assert not Department.objects.exclude(archived_at=None).exists()


def test_rows_that_are_not_named_are_archived_when_that_is_asked_for_and_said_first(file, billing, mia):
    save_status(None, by=DEMO, name="Ordered", category=Category.ON_HOLD, position=9)
    field = save_custom_field(None, by=DEMO, label="Order", kind=FieldKind.TEXT)
    panel = create_panel("Shop", by=DEMO)
    smartai("export", file)
    text = file.read_text()
    text = re.sub(r"- name: Billing\n(  .*\n)+", "", text)
    text = re.sub(r"- category: on_hold\n  name: Ordered\n", "", text)
    text = re.sub(r"fields:\n(.+\n)+", "fields: []\n", text)
    file.write_text(re.sub(r"- key: \w+\n  name: Shop\n(  .*\n)+", "", text))
    result = smartai("import", file, "--prune")
    assert [line for line in result.stdout.splitlines() if line.startswith("-")] == [
        "- departments › Billing  archived",
        "- statuses › on_hold Ordered  archived",
        "- panels › Shop  embedding is switched off",
        "- fields › Order  removed",
    ]
    for row in (billing, field, panel):
        row.refresh_from_db()
    assert billing.archived_at
    assert field.removed_at
    assert not panel.active
    assert smartai("import", file, "--prune").stdout == "Nothing to change\n"


def test_a_row_is_renamed_by_the_name_that_it_had(file, support, billing):
    field = save_custom_field(None, by=DEMO, label="Order", kind=FieldKind.TEXT, departments=[billing])
    choose("form", default_department=billing.pk)
    write(
        file,
        "choices:\n  form:\n    default_department: Money\ndepartments:\n- name: Money\n  was: Billing\n"
        "statuses:\n- category: solved\n  name: Done\n  was: ''\n"
        "fields:\n- label: Order number\n  was: Order\n",
    )
    lines = smartai("import", file).stdout.splitlines()
    assert lines[:-1] == [
        "~ departments › Money › name  Billing → Money",
        "~ statuses › solved Done › name  (empty) → Done",
        "~ fields › Order number › label  Order → Order number",
    ]
    billing.refresh_from_db()
    field.refresh_from_db()
    assert (billing.name, field.label) == ("Money", "Order number")
    assert choices().form.default_department == billing.pk
    assert smartai("import", file).stdout == "Nothing to change\n"


def test_the_order_of_the_file_becomes_the_order_here(file, support, billing):
    write(file, "departments:\n- name: New\n  offered: false\n- name: Billing\n- name: Support\n")
    result = smartai("import", file)
    assert "+ departments › New  name: New, offered: false" in result.stdout
    assert "~ departments › order  Support, Billing → New, Billing, Support" in result.stdout
    assert [one.name for one in Department.objects.all()] == ["New", "Billing", "Support"]
    assert smartai("import", file).stdout == "Nothing to change\n"


def test_what_means_the_same_is_no_change(file, support, billing):
    save_custom_field(
        None,
        by=DEMO,
        label="Order",
        kind=FieldKind.CHOICE,
        options=["a", "b"],
        departments=[support, billing],
    )
    panel = create_panel("Shop", by=DEMO)
    write(
        file,
        "fields:\n- label: Order\n  kind: choice\n  options: [a, b, a, '']\n"
        "  departments: [Support, Billing]\n"
        f"panels:\n- key: {panel.key}\n  origins: [Shop.example, 'https://shop.example/cart']\n",
    )
    said = smartai("import", file).stdout.splitlines()
    assert said[0] == "~ panels › Shop › origins  (empty) → https://shop.example"
    assert smartai("import", file).stdout == "Nothing to change\n"


def test_a_choice_may_name_what_the_same_file_makes(file):
    write(file, "departments:\n- name: Shop\nchoices:\n  form:\n    default_department: Shop\n")
    assert smartai("import", file).exit_code == 0
    assert choices().form.default_department == Department.objects.get(name="Shop").pk


def test_members_whom_nobody_knows_are_refused_or_left_out_when_that_is_asked_for(file, mia):
    write(file, f"departments:\n- name: Support\n  members: [{mia.email}, new@northwind.example]\n")
    result = smartai("import", file)
    assert ":4:36: nobody in the team has the address new@northwind.example" in result.stderr
    result = smartai("import", file, "--known-people-only")
    assert "new@northwind.example; left out" in result.stderr
    assert list(Department.objects.get(name="Support").members.all()) == [mia]


def test_a_priority_becomes_the_default_and_takes_it_from_the_other(file):
    write(
        file,
        "priorities:\n- rank: 40\n  default: true\n  name: On fire\n- rank: 20\n  default: false\n",
    )
    assert smartai("import", file).exit_code == 0
    assert list(Priority.objects.filter(is_default=True).values_list("name", flat=True)) == ["On fire"]
    write(file, "priorities:\n- rank: 40\n  default: false\n")
    assert ":3:1: one priority is the default" in smartai("import", file).stderr


def test_our_own_pages_are_a_panel_that_need_not_be_said_to_be_the_default_one(file):
    ours = SupportPanel.objects.get()
    write(file, f"panels:\n- key: {ours.key}\n  origins: [https://shop.example]\n")
    assert smartai("import", file).exit_code == 0
    write(file, "panels:\n- key: pk_shop\n  default: true\n")
    assert f"~ panels › {ours.name} › key  {ours.key} → pk_shop" in smartai("import", file).stdout
    ours.refresh_from_db()
    assert (ours.key, ours.origins, ours.is_default) == ("pk_shop", ["https://shop.example"], True)
    write(file, "panels:\n- key: pk_shop\n  choices:\n    brand:\n      name: Shop\n")
    assert "your support page follows the general choices" in smartai("import", file).stderr


def test_a_panel_follows_the_workspace_again_where_the_file_names_no_choice_of_its_own(file):
    panel = create_panel("Shop", by=DEMO)
    change_panel_choices(panel, "brand", {"name": "Shop", "colour": "#aa3366"}, by=DEMO)
    row = f"panels:\n- key: {panel.key}\n  name: Shop\n  choices:\n    brand:\n      name: Our shop\n"
    write(file, row)
    assert "~ panels › Shop › brand › name  Shop → Our shop" in smartai("import", file).stdout
    panel.refresh_from_db()
    assert panel.choices == {"brand": {"name": "Our shop", "colour": "#aa3366"}}
    assert "- panels › Shop › brand › colour  of its own" in smartai("import", file, "--prune").stdout
    panel.refresh_from_db()
    assert panel.choices == {"brand": {"name": "Our shop"}}
    forget_choices()
    known = panel_with(panel.key)
    assert known
    assert known.choices.brand.colour == "#056d79"


def test_categories_are_made_moved_named_and_put_in_order(file):
    data = make_category("Data", by=DEMO)
    make_category("Exports", by=DEMO, parent=data)
    write(
        file,
        "categories:\n- slug: start\n  name: Start\n- slug: data\n- slug: out\n  name: Outside\n"
        "  parent: start\n  names: {de: Draußen}\n- slug: exports\n  parent: start\n",
    )
    assert smartai("import", file).exit_code == 0
    smartai("export", file)
    assert [(row["slug"], row["parent"]) for row in read_tree(file.read_bytes()).value["categories"]] == [
        ("start", ""), ("out", "start"), ("exports", "start"), ("data", ""),
    ]  # fmt: skip
