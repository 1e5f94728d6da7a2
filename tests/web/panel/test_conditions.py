"""Questions that come and go with the other answers, as a customer and an agent meet them."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from smartai.core.tickets.actions import RequestDraft, change_priority, open_ticket, save_custom_field
from smartai.core.tickets.models import CustomField, FieldKind, Priority, Ticket
from smartai.foundation.accounts.models import Person
from smartai.lib.rules import Clause, Operator, Rule
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def device(olga: Person) -> CustomField:
    return save_custom_field(
        None, by=olga, label="Device", kind=FieldKind.CHOICE, options=["Printer", "Phone"]
    )


@pytest.fixture
def serial(olga: Person, device: CustomField) -> CustomField:
    """Asked for a printer, and needed when it is urgent."""
    high = Priority.objects.get(name="High")
    return save_custom_field(
        None, by=olga, label="Serial number", kind=FieldKind.TEXT,
        shown_when=Rule((Clause(device.key, Operator.IS, "Printer"),)),
        needed_when=Rule((Clause("priority", Operator.IS, str(high.pk)),)),
    )  # fmt: skip


@pytest.fixture
def send(later):
    def sent(client: Client, **fields: object):
        start = re.search(r'name="form_start" value="([^"]+)"', client.get("/support/").content.decode())
        assert start
        later(seconds=3)
        data = {"form_start": start[1], "title": "It stopped", "message": "Please look.", **fields}
        return client.post("/support/", data)

    return sent


def told(ticket: Ticket) -> dict[str, object]:
    return dict(ticket.custom_values.values_list("field__label", "value"))


def test_without_script_every_field_that_may_apply_is_there_and_says_when(alice, support, device, serial):
    page = client_of(alice).get("/support/").content.decode()
    words = re.search(r"<noscript><p[^>]*>([^<]*)</p></noscript>", page)
    assert words
    assert words[1] == "Only if “Device” is “Printer” · Needed if “How urgent is it?” is “High”"
    assert f'name="field_{serial.pk}"' in page
    assert f"field_{device.pk}&#34;,&#34;is&#34;,&#34;Printer" in page


def test_what_does_not_apply_is_neither_demanded_nor_kept(alice, support, device, serial, send):
    high = str(Priority.objects.get(name="High").pk)
    names = {"device": f"field_{device.pk}", "serial": f"field_{serial.pk}"}
    refused = send(client_of(alice), priority=high, **{names["device"]: "Printer"})
    assert "This is needed for your request." in refused.content.decode()
    forged = {names["device"]: "Phone", names["serial"]: "A-1"}
    assert send(client_of(alice), priority=high, **forged).status_code == 302
    assert told(Ticket.objects.get()) == {"Device": "Phone"}


@pytest.mark.parametrize(
    "forged", ["field_999999", "field_", "field_0", "field_" + "9" * 40, "value-1", "shown_when_on"]
)
def test_a_forged_field_is_dropped(forged, alice, support, device, send):
    assert send(client_of(alice), **{forged: "x"}).status_code == 302
    assert told(Ticket.objects.get()) == {}


def test_where_no_priority_is_asked_the_default_one_decides(alice, support, olga, device, serial, send):
    high = Priority.objects.get(name="High")
    choose("form", priority="hidden", default_priority=high.pk)
    page = client_of(alice).get("/support/").content.decode()
    assert f'data-priority="{high.pk}"' in page
    refused = send(client_of(alice), **{f"field_{device.pk}": "Printer"})
    assert "This is needed for your request." in refused.content.decode()


def test_only_what_applies_is_shown_to_the_customer_and_beside_the_ticket(alice, anton, olga, support):
    high, low = Priority.objects.get(name="High"), Priority.objects.get(name="Low")
    rule = Rule((Clause("priority", Operator.IS, str(high.pk)),))
    reason = save_custom_field(None, by=olga, label="Reason", kind=FieldKind.TEXT, shown_when=rule)
    draft = RequestDraft(title="It stopped", text="Now.", priority_id=high.pk, values={reason.pk: "Stands"})
    ticket = open_ticket(draft, requester=alice, by=alice)

    def read() -> tuple[bool, bool]:
        """By the customer, and by the team as a fact; a field to change it holds it too."""
        customers = client_of(alice).get(f"/support/requests/{ticket.pk}/").content.decode()
        teams = client_of(anton).get(f"/desk/tickets/{ticket.pk}/").content.decode()
        return "Stands" in customers, "<bdi>Stands" in teams

    assert read() == (True, True)
    change_priority(ticket, low, by=anton)
    assert read() == (False, False)


def test_an_agent_meets_the_same_rules(anton, alice, support, device, serial):
    page = client_of(anton).get("/desk/tickets/new/").content.decode()
    assert f"value-{device.pk}&#34;,&#34;is&#34;,&#34;Printer" in page
    key = re.search(r'name="form_key" value="([^"]+)"', page)
    assert key
    sent = {
        "email": "alice@lake.example", "title": "By phone", "message": "Noted.", "form_key": key[1],
        "department": str(support.pk), f"value-{device.pk}": "Phone", f"value-{serial.pk}": "A-1",
    }  # fmt: skip
    assert client_of(anton).post("/desk/tickets/new/", sent).status_code == 302
    ticket = Ticket.objects.get()
    assert told(ticket) == {"Device": "Phone"}
    changed = {f"value-{device.pk}": "Printer", f"value-{serial.pk}": "B-2"}
    client_of(anton).post(f"/desk/tickets/{ticket.pk}/values/", changed)
    assert told(ticket) == {"Device": "Printer", "Serial number": "B-2"}
