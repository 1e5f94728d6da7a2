"""The builder of the request form: one list, rows that open, conditions, and a look at what comes of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from smartai.core.tickets.actions import order_form, remove_custom_field, save_custom_field
from smartai.core.tickets.models import CustomField, FieldKind, FormPart
from smartai.foundation.accounts.models import Role
from smartai.foundation.events.models import StoredEvent
from smartai.lib.rules import Clause, Operator, Rule
from tests.cast import client_of, make_person

pytestmark = pytest.mark.django_db

LIST = "/desk/settings/fields/"
NEW, ORDER = f"{LIST}new/", f"{LIST}order/"


def typed(**more: Any) -> dict[str, Any]:
    return {"label": "Serial number", "kind": "text", "for_customers": "on", **more}


def condition(on: str, operator: str, value: str, rule: str = "shown_when") -> dict[str, Any]:
    return {f"{rule}_on": on, f"{rule}_is": operator, f"{rule}_value": value, f"{rule}_any": "all"}


def listed(page: str) -> list[str]:
    return re.findall(r'<li id="row-([^"]+)"', page)


def named(page: str) -> list[str]:
    """The controls of a form, in their order."""
    return re.findall(r'<(?:input|textarea|select)[^>]*? name="([^"]+)"', page)


def test_the_list_is_the_form_in_the_order_in_which_customers_meet_it(olga, alice, support, billing, device):
    order_form([device.key, "department", "message", "title", "priority", "attachments"], by=olga)
    page = client_of(olga).get(LIST).content.decode()
    assert listed(page) == [device.key, "department", "message", "title", "priority", "attachments"]
    form = client_of(alice).get("/support/").content.decode()
    met = [name for name in named(form) if name in {"department", "message", "title", "priority", "files"}
           or name.startswith("field_")]  # fmt: skip
    assert met == [f"field_{device.pk}", "department", "message", "title", "priority", "files"]


def test_an_owner_adds_a_field_with_conditions_and_reads_them_in_the_list(olga, support, device):
    client = client_of(olga)
    sent = typed(
        **condition(device.key, "is", "Printer"), **condition("priority", "is", "High", "needed_when")
    )
    answer = client.post(NEW, sent)
    field = CustomField.objects.get(label="Serial number")
    assert answer.headers["Location"] == f"{LIST}#row-{field.pk}"
    assert field.shown_rule == Rule((Clause(device.key, Operator.IS, "Printer"),))
    page = client.get(LIST).content.decode()
    assert "Shown if “Device” is “Printer”" in page
    assert "Needed if “How urgent is it?” is “High”" in page
    again = client.get(f"{LIST}{field.pk}/").content.decode()
    assert f'<option value="{device.key}" selected>Device</option>' in again
    assert 'name="shown_when_value" value="Printer"' in again


def test_two_conditions_of_which_one_is_enough(olga, support, device):
    sent = typed(
        shown_when_on=[device.key, "", "department"], shown_when_is=["is", "is", "is"],
        shown_when_value=["Phone", "", "Support"], shown_when_any="any",
    )  # fmt: skip
    client_of(olga).post(NEW, sent)
    rule = CustomField.objects.get(label="Serial number").shown_rule
    assert rule.any_of
    assert [clause.value for clause in rule.clauses] == ["Phone", str(support.pk)]


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"label": "x" * 10_000}, "At most 80 characters"),
        ({"hint": "x" * 10_000}, "At most 300 characters"),
        ({"kind": "spell"}, "is not one of the available choices"),
        ({"kind": "choice"}, "Write at least one option."),
        ({"departments": "9" * 30}, "is not one of the available choices"),
        (condition("9" * 400, "is", "x"), "Condition 1: Choose what it looks at."),
        (condition("self", "is", "x"), "Condition 1: Choose what it looks at."),
        (condition("device", "greater", "x"), "Condition 1: This can"),
        (condition("device", "is", "Lamp"), "Condition 1: Choose from the list."),
        (condition("device", "is", "x" * 10_000), "Condition 1: At most 500 characters."),
        (condition("department", "is", ""), "Condition 1: Say what it is compared with."),
        (
            {
                "shown_when_on": ["device"] * 11,
                "shown_when_is": ["filled"] * 11,
                "shown_when_value": [""] * 11,
            },
            "At most 10 conditions.",
        ),
    ],
)
def test_what_can_not_be_is_said_and_nothing_is_saved(sent, problem, olga, support, device):
    field = save_custom_field(None, by=olga, label="Serial number", kind=FieldKind.TEXT)
    keys = {"device": device.key, "self": field.key}
    named_rows = sent.get("shown_when_on", "")
    if isinstance(named_rows, list):
        sent = {**sent, "shown_when_on": [keys.get(one, one) for one in named_rows]}
    elif named_rows:
        sent = {**sent, "shown_when_on": keys.get(named_rows, named_rows)}
    answer = client_of(olga).post(f"{LIST}{field.pk}/", {**typed(label="Another"), **sent})
    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert CustomField.objects.get(pk=field.pk).label == "Serial number"


def test_fields_in_a_circle_are_named_beside_the_condition(olga, support, device):
    client_of(olga).post(NEW, typed(**condition(device.key, "filled", "")))
    field = CustomField.objects.get(label="Serial number")
    sent = {
        "label": "Device", "kind": "choice", "options": "Printer", "for_customers": "on",
        **condition(field.key, "filled", ""),
    }  # fmt: skip
    answer = client_of(olga).post(f"{LIST}{device.pk}/", sent)
    assert answer.status_code == 422
    assert "These would wait for each other: " in answer.content.decode()


def test_a_row_opens_in_place_as_a_form_by_itself(olga, device):
    fragment = client_of(olga).get(f"{LIST}{device.pk}/", headers={"x-part": "row"}).content.decode()
    assert "<html" not in fragment
    assert f'data-row="{device.key}"' in fragment
    assert f'id="id_{device.key}_label"' in fragment
    assert reverse("console:field-removal", args=[device.pk]) in fragment
    wrong = client_of(olga).post(f"{LIST}{device.pk}/", {"label": ""}, headers={"x-part": "row"})
    assert wrong.status_code == 422
    assert "<html" not in wrong.content.decode()


def test_of_two_owners_at_one_condition_the_second_is_told_what_stands_there_now(olga, support, device):
    client_of(olga).post(NEW, typed(**condition(device.key, "is", "Printer")))
    field = CustomField.objects.get(label="Serial number")
    page = client_of(olga).get(f"{LIST}{field.pk}/").content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    other = make_person("Otto Berg", "otto@northwind.example", Role.OWNER)
    rule = Rule((Clause(device.key, Operator.IS, "Phone"),))
    save_custom_field(field, by=other, label="Serial number", kind=FieldKind.TEXT, shown_when=rule)
    sent = typed(**condition(device.key, "is_not", "Phone"), seen=seen[1])
    stopped = client_of(olga).post(f"{LIST}{field.pk}/", sent)
    assert stopped.status_code == 409
    assert "Now saved: “Device” is “Phone”" in stopped.content.decode()
    left_alone = typed(label="Number", **condition(device.key, "is", "Printer"), seen=seen[1])
    again = client_of(olga).post(f"{LIST}{field.pk}/", left_alone).content.decode()
    assert 'name="shown_when_value" value="Phone"' in again


def test_rows_move_by_a_button_and_by_dragging(olga, device):
    client = client_of(olga)
    answer = client.post(ORDER, {"row": device.key, "to": "up"})
    assert answer.headers["Location"] == f"{LIST}#row-{device.key}"
    assert listed(client.get(LIST).content.decode())[3:5] == [device.key, "priority"]
    dragged = client.post(
        ORDER, {"order": f"message,{device.key},title"}, headers={"x-requested-with": "fetch"}
    )
    assert dragged.status_code == 204
    assert listed(client.get(LIST).content.decode())[:2] == ["message", device.key]


@pytest.mark.parametrize(
    "sent", [{}, {"order": "," * 5_000}, {"row": "9" * 9_000, "to": "up"}, {"row": "title", "to": "\0"}]
)
def test_an_order_of_nothing_changes_nothing(sent, olga, device):
    assert client_of(olga).post(ORDER, sent).status_code == 302
    assert not FormPart.objects.exists()


def test_archiving_can_be_undone_and_says_who_depends_on_it(olga, support, device):
    client_of(olga).post(NEW, typed(**condition(device.key, "is", "Printer")))
    stopped = client_of(olga).post(reverse("console:field-removal", args=[device.pk]), follow=True)
    assert "Not archived, because of “Serial number”." in stopped.content.decode()
    field = CustomField.objects.get(label="Serial number")
    page = client_of(olga).post(reverse("console:field-removal", args=[field.pk]), follow=True)
    undo = reverse("console:field-removal-end", args=[field.pk])
    assert page.content.decode().count(undo) == 2  # in the notice, and in the list of what is archived
    remove_custom_field(CustomField.objects.get(pk=device.pk), by=olga)
    refused = client_of(olga).post(undo, follow=True).content.decode()
    assert "Not brought back" in refused
    client_of(olga).post(reverse("console:field-removal-end", args=[device.pk]))
    assert "The field is asked again." in client_of(olga).post(undo, follow=True).content.decode()
    told = StoredEvent.objects.filter(kind="tickets.fields_changed").values_list("payload__what", flat=True)
    assert "custom field brought back" in told


def test_a_condition_on_an_option_that_went_is_marked(olga, support, device):
    client_of(olga).post(NEW, typed(**condition(device.key, "is", "Printer")))
    save_custom_field(device, by=olga, label="Device", kind=FieldKind.CHOICE, options=["Phone"])
    assert "Looks for something that is gone" in client_of(olga).get(LIST).content.decode()
