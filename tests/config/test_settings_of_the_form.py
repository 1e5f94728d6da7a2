"""The form for a new request in the file of settings: rules of fields, and where everything stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from smartai.core.departments.actions import archive_department
from smartai.core.tickets.actions import order_form, save_custom_field, save_priority
from smartai.core.tickets.catalogue import catalogue, forget_catalogue
from smartai.core.tickets.models import CustomField, FieldKind, FormPart, Priority
from smartai.foundation.events.models import StoredEvent
from smartai.lib.rules import Clause, Operator, Rule
from tests.cast import DEMO
from tests.config.settings_files import change, smartai, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, _first_rows: None) -> Path:
    return tmp_path / "settings.yaml"


def field(label: str, kind: FieldKind = FieldKind.TEXT, **more: object) -> CustomField:
    return save_custom_field(None, by=DEMO, label=label, kind=kind, **more)  # type: ignore[arg-type]  # whatever a test says of it


def rules_of(label: str) -> tuple[Rule, Rule]:
    found = CustomField.objects.get(label=label)
    return found.shown_rule, found.needed_rule


def order() -> list[str]:
    forget_catalogue()
    labels = {one.key: one.label for one in CustomField.objects.all()}
    return [labels.get(key, key) for key in catalogue().form_order()]


RULES = """\
departments:
- name: Repairs
fields:
- label: Colour
  shown_when:
    all:
      - field: Device
        is: Printer
      - part: department
        is_not: Repairs
- label: Device
  kind: choice
  options: [Printer, Screen]
- label: Since
  kind: date
  needed_when:
    any:
      - part: priority
        is: Urgent
      - field: Pages
        greater: 1000
      - field: Under warranty
        is: yes
- label: Pages
  kind: number
- label: Under warranty
  kind: yes_no
"""


def test_rules_name_fields_departments_and_priorities_of_the_same_file(file):
    write(file, RULES)
    result = smartai("diff", file)
    assert "needed_when: any: part: priority, is: Urgent, field: Pages, greater: 1000" in result.stdout
    assert smartai("import", file).exit_code == 0
    keys = {one.label: one.key for one in CustomField.objects.all()}
    (repairs,) = (one.pk for one in catalogue().departments if one.name == "Repairs")
    assert rules_of("Colour")[0] == Rule(
        (
            Clause(keys["Device"], Operator.IS, "Printer"),
            Clause("department", Operator.IS_NOT, str(repairs)),
        )
    )
    assert rules_of("Since")[1] == Rule(
        (
            Clause("priority", Operator.IS, str(Priority.objects.get(rank=40).pk)),
            Clause(keys["Pages"], Operator.GREATER, 1000),
            Clause(keys["Under warranty"], Operator.IS, True),
        ),
        any_of=True,
    )
    assert smartai("import", file).stdout == "Nothing to change\n"


WRONG = """\
fields:
- label: Device
  kind: choice
  options: [Printer, Screen]
  shown_when: {all: [{field: Unread, filled: true}]}
- label: Colour
  shown_when:
    all:
      - field: Devise
        is: Printer
      - field: Device
        greater: 7
      - field: Device
        is: Scanner
      - field: Device
        which: 2
        is: Printer
      - part: department
        is: Suport
      - part: department
        filled: true
      - field: Colour
        filled: true
- label: Weight
  kind: number
  needed_when: {all: [{field: Staff note, filled: true}, {field: Weight, less: much}]}
- label: Staff note
  for_customers: false
- {label: Unread, shown_when: {all: [{part: mood, is: good}]}}
- {label: B, shown_when: {all: [{field: Device, is: Printer, is_not: Screen}]}}
- {label: C, shown_when: {all: [{is: Printer}]}}
- {label: D, shown_when: {all: [{field: Device, iss: Printer}]}}
- {label: E, shown_when: {all: [{field: Device, is: Printer}], any: [{field: Device, is: Screen}]}}
- {label: F, shown_when: {any: [{field: Device, filled: no}]}}
- {label: G, shown_when: {any: [Printer]}}
- {label: H, shown_when: Device}
- {part: title}
- {part: title}
- {part: subject}
- {part: message, label: Words}
- {kind: text}
"""


def test_a_rule_that_can_not_be_is_told_with_its_place_and_reason(file):
    write(file, WRONG)
    result = smartai("import", file)
    found = re.findall(r":(\d+):(\d+): (.*)", result.stderr)
    assert {(int(line), int(column)): words for line, column, words in found} == {
        (11, 13): "there is no Devise; did you mean Device?",
        (13, 18): "greater does not fit a field of choice: there are is, is_not, filled, empty",
        (15, 13): "there is no Scanner",
        (18, 13): "only 1 of the fields has the label Device",
        (20, 13): "there is no department Suport; did you mean department Support?",
        (21, 9): "filled does not fit the department: there are is, is_not",
        (23, 9): "Colour can't depend on itself",
        (27, 23): "Customers don't see “Staff note”, so their form can't depend on it.",
        (27, 80): "Write a number, for example 12.5.",
        (30, 38): "all: part is one of department, priority",
        (
            31,
            33,
        ): "all: a condition compares once: with is, is_not, contains, lacks, greater, less, filled, empty",
        (32, 33): "all: a condition looks at one thing: it has a line “field” or a line “part”",
        (33, 33): "all: there is no iss; did you mean is?",
        (34, 26): "shown_when: a rule has conditions below “all” or below “any”, not both",
        (35, 33): "any: write “filled: true”",
        (36, 33): "any: a condition has a line like “field: name”, and one like “is: value” below it",
        (37, 26): "shown_when has lines like “name: value” below it",
        (39, 10): "title is there twice",
        (40, 10): "part should be 'title', 'message', 'department', 'priority' or 'attachments'",
        (41, 3): "fields: of a part only the place is said here: label belongs to a field",
        (42, 3): "fields: label is missing",
    }
    assert not CustomField.objects.exists()


def test_fields_that_wait_for_each_other_are_refused(file):
    write(
        file,
        "fields:\n- label: A\n  shown_when: {all: [{field: B, filled: true}]}\n"
        "- label: B\n  shown_when: {all: [{field: A, filled: true}]}\n",
    )
    assert ":4:15: these would wait for each other: A, B" in smartai("import", file).stderr


def test_a_circle_may_turn_round_and_kinds_may_change_with_the_rules_that_look_at_them(file):
    a = field("A")
    field("B", shown_when=Rule((Clause(a.key, Operator.CONTAINS, "x"),)))
    write(
        file,
        "fields:\n- label: A\n  kind: number\n  shown_when: {all: [{field: B, filled: true}]}\n"
        "- label: B\n  shown_when: {}\n  needed_when: {any: [{field: A, less: 5.5}]}\n",
    )
    result = smartai("import", file)
    assert "~ fields › A › shown_when  (empty) → B filled" in result.stdout
    assert "~ fields › B › shown_when  A contains x → (empty)" in result.stdout
    b = CustomField.objects.get(label="B")
    assert rules_of("A") == (Rule((Clause(b.key, Operator.FILLED),)), Rule())
    assert rules_of("B") == (Rule(), Rule((Clause(a.key, Operator.LESS, 5.5),), any_of=True))
    assert smartai("import", file).stdout == "Nothing to change\n"


def test_what_a_rule_names_may_be_renamed_and_archived(file, support, billing):
    device = field("Device")
    high = Priority.objects.get(rank=30)
    looks = [(device.key, "x"), ("department", str(billing.pk)), ("priority", str(high.pk))]
    rule = Rule(tuple(Clause(on, Operator.IS, value) for on, value in looks))
    field("Colour", shown_when=rule)
    archive_department(billing, by=DEMO)
    save_priority(high, by=DEMO, name="Loud", customer_words="", offered=True, is_default=False)
    smartai("export", file)
    assert smartai("import", file).stdout == "Nothing to change\n"
    change(
        file,
        ("name: Billing", "name: Money\n  was: Billing"), ("name: Loud", "name: Noisy"),
        ("label: Device", "label: Machine\n  was: Device"), ("field: Device", "field: Machine"),
        ("is: Billing", "is: Money"), ("is: Loud", "is: Noisy"),
    )  # fmt: skip
    lines = smartai("import", file).stdout.splitlines()
    assert [line for line in lines if "shown_when" in line] == []
    assert rules_of("Colour")[0] == rule
    assert smartai("import", file).stdout == "Nothing to change\n"


def test_a_rule_that_looks_for_an_option_that_is_gone_stays_until_somebody_changes_it(file):
    device = field("Device", FieldKind.CHOICE, options=["Printer", "Screen"])
    rule = Rule((Clause(device.key, Operator.IS, "Printer"),))
    field("Colour", shown_when=rule)
    save_custom_field(device, by=DEMO, label="Device", kind=FieldKind.CHOICE, options=["Screen"])
    smartai("export", file)
    assert smartai("import", file).stdout == "Nothing to change\n"
    assert rules_of("Colour")[0] == rule
    change(file, ("is: Printer", "is: Scanner"))
    assert "there is no Scanner" in smartai("import", file).stderr


def test_of_two_fields_with_one_label_a_rule_says_which(file):
    field("Serial")
    second = field("Serial")
    field("Note", shown_when=Rule((Clause(second.key, Operator.FILLED),)))
    smartai("export", file)
    assert "- field: Serial\n        which: 2\n        filled: true\n" in file.read_text()
    CustomField.objects.all().delete()
    assert smartai("import", file).exit_code == 0
    last = CustomField.objects.filter(label="Serial").last()
    assert last
    assert rules_of("Note")[0] == Rule((Clause(last.key, Operator.FILLED),))


def test_fields_that_others_depend_on_go_when_all_of_them_go(file):
    a, keep = field("A"), field("Keep")
    b = field("B", needed_when=Rule((Clause(a.key, Operator.FILLED),)))
    whole = Rule((Clause(b.key, Operator.FILLED),))
    save_custom_field(a, by=DEMO, label="A", kind=FieldKind.TEXT, needed_when=whole)
    field("C", shown_when=Rule((Clause(keep.key, Operator.FILLED),)))
    write(file, "fields:\n- label: C\n")
    assert "C depends on a field that this file does not name" in smartai("import", file, "--prune").stderr
    write(file, "fields:\n- label: C\n- label: Keep\n")
    assert smartai("import", file, "--prune").exit_code == 0
    assert [one.label for one in CustomField.objects.kept().order_by("label")] == ["C", "Keep"]


def test_a_field_that_is_not_named_keeps_its_rule_and_a_change_that_breaks_it_is_refused(file):
    device = field("Device", FieldKind.NUMBER)
    field("Rest", shown_when=Rule((Clause(device.key, Operator.GREATER, 5),)))
    write(file, "fields:\n- label: Device\n  kind: text\n")
    assert "Rest, which is not in this file, has a rule" in smartai("import", file).stderr
    write(file, "fields:\n- label: Device\n  for_customers: false\n")
    assert "Rest, which is not in this file, has a rule" in smartai("import", file).stderr
    write(file, "fields:\n- label: Device\n  kind: date\n- label: Rest\n  shown_when: {}\n")
    assert smartai("import", file).exit_code == 0


def test_a_field_that_is_not_named_keeps_its_rule_when_what_it_looks_at_changes(file):
    device = field("Device", FieldKind.NUMBER)
    rule = Rule((Clause(device.key, Operator.FILLED),))
    field("Rest", for_customers=False, shown_when=rule)
    write(file, "fields:\n- label: Device\n  kind: date\n  for_customers: false\n")
    assert smartai("import", file).exit_code == 0
    assert rules_of("Rest")[0] == rule


def test_fields_that_depend_on_each_other_become_the_teams_together(file):
    device = field("Device")
    rule = Rule((Clause(device.key, Operator.FILLED),))
    field("Colour", shown_when=rule)
    write(file, "fields:\n- label: Device\n  for_customers: false\n- label: Colour\n  for_customers: false\n")
    assert smartai("import", file).exit_code == 0
    assert rules_of("Colour")[0] == rule
    assert not CustomField.objects.filter(for_customers=True).exists()


def test_the_order_of_the_form_is_that_of_the_list_with_its_parts(file):
    field("Device")
    write(
        file,
        "fields:\n- part: attachments\n- label: New\n- part: message\n- label: Device\n- part: title\n",
    )
    result = smartai("import", file)
    assert (
        "~ fields › order  title, message, Device, attachments → attachments, New, message, Device, title"
        in result.stdout
    )
    assert order() == ["attachments", "New", "department", "priority", "message", "Device", "title"]
    assert smartai("import", file, "--prune").stdout == "Nothing to change\n"
    facts = StoredEvent.objects.count()
    smartai("export", file)
    assert smartai("import", file).stdout == "Nothing to change\n"
    assert StoredEvent.objects.count() == facts
    write(file, "fields:\n- part: message\n- part: attachments\n")
    assert smartai("import", file).exit_code == 0
    assert order() == ["message", "New", "department", "priority", "attachments", "Device", "title"]


def test_a_form_that_nobody_put_in_order_stays_so(file):
    field("Device")
    smartai("export", file)
    text = file.read_text()
    assert text.index("part: title") < text.index("label: Device") < text.index("part: attachments")
    assert smartai("import", file, "--prune").stdout == "Nothing to change\n"
    assert not FormPart.objects.exists()
    order_form(["attachments", "title"], by=DEMO)
    assert "~ fields › order" in smartai("import", file).stdout
    assert order() == ["title", "message", "department", "priority", "Device", "attachments"]
