"""Own fields that are asked only for certain answers: what may be wished, what is kept, what is shown."""

from __future__ import annotations

from typing import Any

import pytest

from smartai.core.tickets.actions import (
    RequestDraft,
    bring_back_custom_field,
    change_priority,
    open_ticket,
    remove_custom_field,
    save_custom_field,
    set_values,
)
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.errors import FieldNeeded, FieldProblem, RuleUnfit
from smartai.core.tickets.models import CustomField, FieldKind, Priority, Ticket
from smartai.core.tickets.rules import OPERATORS, read_clause, value_words
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.models import Person
from smartai.lib.rules import WITHOUT_VALUE, Clause, Operator, Rule

pytestmark = pytest.mark.django_db

O = Operator


def rule(*clauses: tuple[CustomField | str, Operator, Any], any_of: bool = False) -> Rule:
    keys = [one[0] if isinstance(one[0], str) else one[0].key for one in clauses]
    return Rule(
        tuple(Clause(key, one[1], one[2]) for key, one in zip(keys, clauses, strict=True)), any_of=any_of
    )


@pytest.fixture
def device(olga: Person) -> CustomField:
    return save_custom_field(
        None, by=olga, label="Device", kind=FieldKind.CHOICE, options=["Printer", "Phone"]
    )


@pytest.fixture
def serial(olga: Person, device: CustomField) -> CustomField:
    """Asked for a printer, and needed when that is urgent."""
    high = Priority.objects.get(name="High")
    return save_custom_field(
        None, by=olga, label="Serial number", kind=FieldKind.TEXT,
        shown_when=rule((device, O.IS, "Printer")), needed_when=rule(("priority", O.IS, str(high.pk))),
    )  # fmt: skip


def write(person: Person, values: dict[int, Any], **more: Any) -> Ticket:
    draft = RequestDraft(title="It stopped", text="Please look.", values=values, **more)
    return open_ticket(draft, requester=person, by=person)


def told(ticket: Ticket) -> dict[str, Any]:
    return dict(ticket.custom_values.values_list("field__label", "value"))


def test_what_the_other_answers_do_not_call_for_is_neither_demanded_nor_kept(alice, support, device, serial):
    high = Priority.objects.get(name="High")
    ticket = write(alice, {device.pk: "Phone", serial.pk: "A-1"}, priority_id=high.pk)
    assert told(ticket) == {"Device": "Phone"}
    assert told(write(alice, {device.pk: "Printer", serial.pk: "A-1"})) == {
        "Device": "Printer",
        "Serial number": "A-1",
    }


def test_what_is_needed_by_a_rule_is_demanded_when_it_holds(alice, support, device, serial):
    high = Priority.objects.get(name="High")
    with pytest.raises(FieldProblem) as stopped:
        write(alice, {device.pk: "Printer"}, priority_id=high.pk)
    assert list(stopped.value.problems) == [serial.pk]
    assert told(write(alice, {device.pk: "Printer"})) == {"Device": "Printer"}


def test_nonsense_in_a_field_that_is_not_asked_stops_nobody(alice, support, olga, device):
    weight = save_custom_field(
        None, by=olga, label="Weight", kind=FieldKind.NUMBER, required=True,
        shown_when=rule((device, O.IS, "Printer")),
    )  # fmt: skip
    assert told(write(alice, {device.pk: "Phone", weight.pk: "heavy"})) == {"Device": "Phone"}
    with pytest.raises(FieldProblem):
        write(alice, {device.pk: "Printer", weight.pk: "heavy"})


def test_the_team_empties_what_no_longer_applies_and_the_fact_names_it(alice, anton, support, device, serial):
    ticket = write(alice, {device.pk: "Printer", serial.pk: "A-1"})
    set_values(ticket, {device.pk: "Phone"}, by=anton)
    assert told(ticket) == {"Device": "Phone"}
    set_values(ticket, {serial.pk: "forged"}, by=anton)
    assert told(ticket) == {"Device": "Phone"}
    set_values(ticket, {device.pk: "Printer", serial.pk: "B-2"}, by=anton)
    assert told(ticket) == {"Device": "Printer", "Serial number": "B-2"}


def test_a_department_and_a_chain_of_fields_decide_together(alice, olga, support, billing, device, serial):
    place = save_custom_field(
        None, by=olga, label="Place", kind=FieldKind.TEXT,
        shown_when=rule((serial, O.FILLED, ""), ("department", O.IS_NOT, str(billing.pk))),
    )  # fmt: skip
    values = {device.pk: "Printer", serial.pk: "A-1", place.pk: "Hall"}
    assert "Place" in told(write(alice, values, department_id=support.pk))
    assert "Place" not in told(write(alice, values, department_id=billing.pk))
    assert told(write(alice, {**values, device.pk: "Phone"}, department_id=support.pk)) == {"Device": "Phone"}


def test_fields_that_would_wait_for_each_other_are_refused(olga, device, serial):
    with pytest.raises(RuleUnfit, match="Serial number") as refused:
        save_custom_field(
            device, by=olga, label="Device", kind=FieldKind.CHOICE, options=["Printer"],
            shown_when=rule((serial, O.FILLED, "")),
        )  # fmt: skip
    assert refused.value.part == "shown_when"
    with pytest.raises(RuleUnfit):
        save_custom_field(
            device, by=olga, label="Device", kind=FieldKind.CHOICE, options=["Printer"],
            needed_when=rule((device, O.EMPTY, "")),
        )  # fmt: skip
    assert CustomField.objects.get(pk=device.pk).shown_when == {}


@pytest.mark.parametrize(
    ("on", "operator", "value"),
    [
        ("999", O.FILLED, ""),
        ("device", O.FILLED, ""),
        ("device", O.GREATER, "Printer"),
        ("device", O.IS, True),
        ("device", O.IS, ""),
        ("device", O.IS, "x" * 1_001),
        ("priority", O.GREATER, "1"),
        ("department", O.IS, 1),
    ],
)
def test_a_rule_that_can_not_be_is_refused(on, operator, value, olga, device):
    key = device.key if on == "device" and operator != O.FILLED else on
    with pytest.raises(RuleUnfit):
        save_custom_field(
            None, by=olga, label="F", kind=FieldKind.TEXT, shown_when=Rule((Clause(key, operator, value),))
        )
    assert not CustomField.objects.filter(label="F").exists()


def test_customers_never_depend_on_what_only_the_team_sees(olga, device, serial):
    ours = save_custom_field(None, by=olga, label="Margin", kind=FieldKind.NUMBER, for_customers=False)
    with pytest.raises(RuleUnfit, match="Margin"):
        save_custom_field(
            None, by=olga, label="F", kind=FieldKind.TEXT, shown_when=rule((ours, O.GREATER, 10))
        )
    with pytest.raises(RuleUnfit) as refused:
        save_custom_field(
            device, by=olga, label="Device", kind=FieldKind.CHOICE, options=["Printer"], for_customers=False
        )
    assert refused.value.part == "for_customers"
    save_custom_field(
        None, by=olga, label="Offer", kind=FieldKind.TEXT, for_customers=False,
        shown_when=rule((ours, O.GREATER, 10)),
    )  # fmt: skip


def test_a_field_that_others_look_at_keeps_what_they_need(olga, device, serial):
    with pytest.raises(RuleUnfit) as refused:
        save_custom_field(device, by=olga, label="Device", kind=FieldKind.LONG_TEXT)
    assert refused.value.part == "kind"
    with pytest.raises(FieldNeeded) as needed:
        remove_custom_field(device, by=olga)
    assert needed.value.names == ["Serial number"]
    remove_custom_field(serial, by=olga)
    remove_custom_field(device, by=olga)
    with pytest.raises(RuleUnfit):
        bring_back_custom_field(serial, by=olga)
    bring_back_custom_field(device, by=olga)
    bring_back_custom_field(serial, by=olga)
    assert [field.label for field in catalogue().fields_for(None)] == [
        "Device",
        "Serial number",
    ]


def test_only_owners_decide(mia, device, serial):
    with pytest.raises(NotAllowed):
        save_custom_field(None, by=mia, label="F", kind=FieldKind.TEXT)
    with pytest.raises(NotAllowed):
        bring_back_custom_field(serial, by=mia)


def test_every_kind_can_be_looked_at_and_is_written_as_it_is_read(olga, support, device):
    typed = {
        FieldKind.NUMBER: "12,5", FieldKind.DATE: "2026-01-31", FieldKind.YES_NO: "no",
        FieldKind.CHOICE: "Red", FieldKind.CHOICES: "Red", "department": "support", "priority": "High",
    }  # fmt: skip
    keys = {
        str(kind): save_custom_field(None, by=olga, label=kind, kind=kind, options=["Red"]).key
        for kind in FieldKind
    }
    keys |= {name: name for name in ("department", "priority")}
    known = catalogue()
    for kind, operators in OPERATORS.items():
        for operator in operators:
            clause = read_clause(keys[str(kind)], operator, typed.get(kind, "Words"), known)
            words = value_words(clause, known)
            assert bool(words) is (operator not in WITHOUT_VALUE)
            assert read_clause(clause.on, operator, words, known) == clause
            save_custom_field(None, by=olga, label="Looks", kind=FieldKind.TEXT, shown_when=Rule((clause,)))


@pytest.mark.parametrize(
    ("on", "operator", "typed"),
    [
        ("", "is", "x"),
        ("9" * 30, "is", "x"),
        ("device", "is", ""),
        ("device", "is", "Lamp"),
        ("device", "less", "Phone"),
        ("device", "breaks", "Phone"),
        ("department", "is", "Nowhere"),
        ("priority", "is", "9" * 10_000),
    ],
)
def test_what_can_not_be_read_gets_a_sentence(on, operator, typed, support, device):
    with pytest.raises(ValueError, match=r"\.$"):
        read_clause(device.key if on == "device" else on, operator, typed, catalogue())


def test_a_priority_that_changes_later_hides_an_answer_and_loses_none(alice, anton, olga, support):
    high, low = Priority.objects.get(name="High"), Priority.objects.get(name="Low")
    reason = save_custom_field(
        None, by=olga, label="Reason", kind=FieldKind.TEXT, shown_when=rule(("priority", O.IS, str(high.pk)))
    )
    ticket = write(alice, {reason.pk: "Everything stands"}, priority_id=high.pk)
    change_priority(ticket, low, by=anton)
    assert told(ticket) == {"Reason": "Everything stands"}
