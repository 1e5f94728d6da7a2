"""Own fields that only some panels ask: what is demanded, what is kept, what the team can fill in."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from smartai.core.tickets.actions import (
    RequestDraft,
    hold_request,
    open_ticket,
    save_custom_field,
    send_held_request,
    set_values,
)
from smartai.core.tickets.errors import FieldProblem
from smartai.core.tickets.models import Channel, CustomField, FieldKind, Ticket
from smartai.core.workspace.actions import create_panel
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.models import StoredEvent
from tests.core.undoing.facts import undo_newest

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(olga: Person) -> SupportPanel:
    return create_panel("Shop", by=olga)


@pytest.fixture
def order(olga: Person, shop: SupportPanel) -> CustomField:
    """Asked in the shop alone, which needs it."""
    return save_custom_field(
        None, by=olga, label="Order", kind=FieldKind.NUMBER, required=True, panels=[shop]
    )


def write(person: Person, values: dict[int, Any], panel: SupportPanel | None = None) -> Ticket:
    draft = RequestDraft(
        title="It stopped", text="Please look.", values=values, panel_id=panel.pk if panel else None
    )
    return open_ticket(draft, requester=person, by=person)


def told(ticket: Ticket) -> dict[str, Any]:
    return dict(ticket.custom_values.values_list("field__label", "value"))


def test_a_field_is_demanded_in_its_panel_and_dropped_in_others(alice, support, shop, order):
    assert told(write(alice, {order.pk: "forged nonsense"})) == {}
    with pytest.raises(FieldProblem) as stopped:
        write(alice, {}, shop)
    assert list(stopped.value.problems) == [order.pk]
    assert told(write(alice, {order.pk: "4711"}, shop)) == {"Order": 4711}


def test_our_own_pages_are_a_panel_that_can_be_chosen_too(alice, olga, support, shop):
    ours = SupportPanel.objects.get(is_default=True)
    field = save_custom_field(None, by=olga, label="Since", kind=FieldKind.DATE, required=True, panels=[ours])
    with pytest.raises(FieldProblem):
        write(alice, {})
    assert told(write(alice, {field.pk: "2026-01-31"})) == {"Since": "2026-01-31"}
    assert told(write(alice, {field.pk: "2026-01-31"}, shop)) == {}


def test_what_waits_for_a_code_is_asked_what_its_panel_asks(alice, support, shop, order):
    draft = RequestDraft(title="Size", text="I ordered M.", values={order.pk: "4711"}, panel_id=shop.pk)
    held = hold_request(draft, address="alice@lake.example", holder="browser")
    assert told(send_held_request(held, by=alice)) == {"Order": 4711}


def test_the_team_fills_in_what_the_panel_of_the_ticket_asks(alice, anton, support, shop, order):
    of_the_shop = write(alice, {order.pk: "4711"}, shop)
    set_values(of_the_shop, {order.pk: "4712"}, by=anton)
    assert told(of_the_shop) == {"Order": 4712}
    with pytest.raises(FieldProblem):
        set_values(write(alice, {}), {order.pk: "4711"}, by=anton)


def test_a_ticket_that_the_team_opens_may_have_the_fields_of_any_panel(alice, anton, support, order):
    draft = RequestDraft(title="By phone", text="Noted.", values={order.pk: "4711"}, channel=Channel.DESK)
    ticket = open_ticket(draft, requester=alice, by=anton)
    assert told(ticket) == {"Order": 4711}
    set_values(ticket, {order.pk: "4712"}, by=anton)
    assert told(ticket) == {"Order": 4712}


def test_what_was_answered_before_stays_and_counts_for_rules(alice, anton, olga, support, shop, order):
    ticket = write(alice, {order.pk: "4711"}, shop)
    ours = SupportPanel.objects.get(is_default=True)
    save_custom_field(order, by=olga, label="Order", kind=FieldKind.NUMBER, panels=[ours])
    note = save_custom_field(None, by=olga, label="Note", kind=FieldKind.TEXT)
    set_values(ticket, {note.pk: "Seen"}, by=anton)
    assert told(ticket) == {"Order": 4711, "Note": "Seen"}


def test_a_panel_that_a_field_is_for_can_not_be_deleted_so_that_all_would_ask(shop, order):
    with pytest.raises(ProtectedError), transaction.atomic():
        shop.delete()
    assert list(CustomField.objects.get(pk=order.pk).panels.all()) == [shop]


def test_the_fact_says_which_panels_asked_before_and_which_do_now(olga, shop, order):
    for _ in range(2):
        save_custom_field(order, by=olga, label="Order number", kind=FieldKind.NUMBER)
    *_, created, changed = StoredEvent.objects.filter(kind="tickets.fields_changed").order_by("pk")
    assert created.payload["after"]["panels"] == [shop.pk]
    assert (changed.payload["before"]["panels"], changed.payload["after"]["panels"]) == ([shop.pk], [])


def test_undo_gives_a_field_its_panels_back(olga, shop, order):
    save_custom_field(order, by=olga, label="Order number", kind=FieldKind.NUMBER)
    undo_newest(by=olga)
    assert list(order.panels.all()) == [shop]
