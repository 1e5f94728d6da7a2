"""A file of settings that is broken or hostile: everything that is wrong is told, nothing is changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smartai.config.as_code.carrying_out import ChangedMeanwhile, carry_out
from smartai.config.as_code.document import plan_of
from smartai.core.departments.actions import create_department
from smartai.core.departments.errors import DepartmentNameTaken
from smartai.core.departments.models import Department
from smartai.core.tickets.actions import save_custom_field
from smartai.core.tickets.models import CustomField, CustomValue, FieldKind
from smartai.core.workspace.choices import choices
from smartai.foundation.events.models import StoredEvent
from tests.cast import DEMO, choose
from tests.config.settings_files import smartai, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, _first_rows: None) -> Path:
    return tmp_path / "settings.yaml"


def test_a_secret_in_the_clear_is_refused_and_not_repeated(file):
    write(file, "choices:\n  protection:\n    turnstile_secret: 0xSECRET\n")
    result = smartai("import", file)
    assert result.exit_code == 1
    assert ":4:23: turnstile_secret: a secret is not written here" in result.stderr
    assert "0xSECRET" not in result.output


def test_a_check_without_its_keys_is_not_switched_on(file):
    write(file, "choices:\n  protection:\n    check: turnstile\n    turnstile_site_key: 0x4AAA\n")
    assert ":4:12: turnstile needs both of its keys" in smartai("import", file).stderr
    assert choices().protection.check == "proof-of-work"


PROBLEMS = """\
format: 2
colours: red
choices:
  brand:
    nam: Northwind
    colour: blue
    accept_theme: perhaps
  panel:
    max_height: 1e9
  brnad: {}
  form:
    default_department: Nobody
departments:
- name: Support
  offerd: true
  members: [nobody@northwind.example, no address]
- offered: false
priorities:
- rank: 15
  name: Middle
statuses: all
fields:
- label: Device
  kind: choice
- label: Colour
  departments: [Nowhere]
panels:
- key: shop
- key: pk_shop
  name: Shop
  origins: ["*.shop.example"]
  choices:
    requests: {}
categories:
- slug: one
  name: One
  parent: two
"""


def test_everything_that_is_wrong_is_told_at_once_with_its_place_and_nothing_changes(file):
    file.write_text(PROBLEMS)
    facts = StoredEvent.objects.count()
    result = smartai("import", file)
    told = {tuple(line.removeprefix(f"{file}:").split(":", 2)[:2]) for line in result.stderr.splitlines()}
    found = re.findall(r":(\d+):\d+: (.*)", result.stderr)
    assert {int(line): words for line, words in found} == {
        1: "this version reads format 1",
        2: "there is no colours",
        5: "there is no nam; did you mean name?",
        6: "colour should match pattern '^#[0-9a-fA-F]{6}$'",
        7: "accept_theme is true or false",
        9: "max_height is a whole number",
        10: "there is no brnad; did you mean brand?",
        12: "there is no department of this name",
        15: "there is no offerd; did you mean offered?",
        16: "members: not an e-mail address",
        17: "name is missing",
        19: "there is no priority of this rank; there are 10, 20, 30, 40",
        21: "statuses is a list: lines that begin with a hyphen",
        23: "a field of choice has options",
        26: "there is no department Nowhere",
        28: "key should match pattern '^pk_[a-z0-9_]{3,21}$'",
        31: "origins: this is no address of a site, such as https://shop.example",
        33: "a panel decides nothing of that",
        37: "there is no category two",
    }
    assert len(told) >= 19
    assert (result.exit_code, StoredEvent.objects.count()) == (1, facts)
    assert smartai("diff", file).exit_code == 2


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"a" * 10_000_000,
        b"[" * 200_000,
        b"- " * 200_000,
        b"format: 1\nchoices: &a\n  brand: *a\n",
        b"format: 1\nchoices: !!python/object/apply:os.system ['id']\n",
        b"format: 1\nchoices: [1]\ndepartments: {a: 1}\npanels: 7\n",
        b"format: 1\ndepartments: [[], 5, {name: {a: b}}, {name: [x], members: {a: 1}}]\n",
        b"format: 1\npanels: [{key: pk_shop, name: S, choices: [1], identity_keys: x}]\n",
        b"format: 1\nchoices: {brand: {name: {a: 1}, logo: [x], colour: []}}\n",
        b"format: 1\nchoices: {protection: {turnstile_secret: [x], hcaptcha_secret: '${file:/etc}'}}\n",
        b"format: 1\nchoices: {form: {default_department: [x], default_priority: {}}}\n",
        b"format: 1\ncategories: [{slug: ../x, name: x, names: {xx: y, de: [z]}}]\n",
        b"format: 1\nchoices: {brand: {logo: ../../etc/passwd}}\n",
        b"format: 1\nchoices: {brand: {logo: /etc/passwd}}\n",
        b"format: 1\npriorities: [{rank: 99999999999999999999999999, name: x}]\n",
        b"format: 1\nfields: [5, {part: [x]}, {part: title, label: x}, {label: [x], shown_when: {all: 5}}]\n",
        b"format: 1\nfields: [{label: a, shown_when: {all: [{field: [x], is: {}}, {part: [y]}, 7]}}]\n",
        b"format: 1\nfields: [{label: a, needed_when: {any: [{field: a, which: -1, is: [b]}]}}]\n",
        b"format: 1\ntags: [{name: [x]}, {name: x, hue: []}, {name: ', ,'}, 5]\n",
        b"format: 1\nproviders: [{name: x, secret: [y], domains: {}}, {name: y, secret: '${file:/etc}'}]\n",
        b"",
        b"hello",
    ],
)
@pytest.mark.timeout(30)
def test_a_hostile_file_is_refused_with_a_place_and_changes_nothing(file, content):
    file.write_bytes(content)
    facts = StoredEvent.objects.count()
    result = smartai("import", file)
    assert result.exit_code == 1, result.output
    assert re.search(r":\d+:\d+: ", result.stderr)
    assert StoredEvent.objects.count() == facts


def test_the_last_department_and_the_last_status_of_a_meaning_stay(file):
    write(file, "departments: []\nstatuses:\n- category: new\n  name: ''\n")
    result = smartai("import", file, "--prune")
    assert "tickets need a department" in result.stderr
    assert "tickets need a status of solved" in result.stderr


def test_a_failure_in_the_middle_leaves_everything_as_it_was(file):
    write(file, "choices:\n  brand:\n    name: New name\ndepartments:\n- name: First\n- name: New\n")
    plan = plan_of(file, by=DEMO)
    create_department("New", by=DEMO)
    with pytest.raises(DepartmentNameTaken):
        carry_out(plan)
    assert choices().brand.name == "Support"
    assert not Department.objects.filter(name="First").exists()


def test_what_an_owner_saves_meanwhile_is_not_written_over(file):
    write(file, "choices:\n  brand:\n    name: New name\n")
    plan = plan_of(file, by=DEMO)
    choose("brand", name="Saved meanwhile")
    with pytest.raises(ChangedMeanwhile):
        carry_out(plan)
    assert choices().brand.name == "Saved meanwhile"


def test_a_kind_stays_once_tickets_have_values(file, a_ticket, olga):
    field = save_custom_field(None, by=DEMO, label="Order", kind=FieldKind.TEXT)
    CustomValue.objects.create(ticket=a_ticket, field=field, value="7")
    write(file, "fields:\n- label: Order\n  kind: number\n")
    assert ":4:9: the kind stays" in smartai("import", file).stderr
    assert CustomField.objects.get().kind == "text"
