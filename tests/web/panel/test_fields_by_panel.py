"""Own fields that only some panels ask, as customers of each and the team meet them."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from smartai.core.tickets.actions import save_custom_field
from smartai.core.tickets.models import CustomField, FieldKind, Ticket
from smartai.core.workspace.actions import change_panel, create_panel
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.models import Person
from tests.cast import choose, client_of
from tests.web.ui.test_carried import SHOP, Frame, letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(olga: Person) -> SupportPanel:
    choose("sign_in", policy="open")
    choose("protection", check="off")
    panel = create_panel("Shop", by=olga)
    return change_panel(panel, by=olga, name="Shop", origins=[SHOP], active=True)


@pytest.fixture
def order(olga: Person, shop: SupportPanel) -> CustomField:
    return save_custom_field(
        None, by=olga, label="Order", kind=FieldKind.NUMBER, required=True, panels=[shop]
    )


@pytest.fixture
def since(olga: Person, shop: SupportPanel) -> CustomField:
    ours = SupportPanel.objects.get(is_default=True)
    return save_custom_field(None, by=olga, label="Since", kind=FieldKind.DATE, required=True, panels=[ours])


def test_each_panel_asks_its_own_and_demands_nothing_of_another(support, shop, order, since, time_machine):
    frame, browser = Frame(shop.key), client_of(None)
    inside = frame.ask("get", "/support/").content.decode()
    outside = browser.get("/support/").content.decode()
    assert (f"field_{order.pk}" in inside, f"field_{since.pk}" in inside) == (True, False)
    assert (f"field_{order.pk}" in outside, f"field_{since.pk}" in outside) == (False, True)
    time_machine.move_to(timezone.now() + timedelta(seconds=5))
    refused = frame.ask("post", "/support/", letter(inside))
    assert "This is needed for your request." in refused.content.decode()
    both = {f"field_{order.pk}": "4711", f"field_{since.pk}": "2026-01-31"}
    assert frame.ask("post", "/support/", letter(inside) | both).status_code == 200
    assert browser.post("/support/", letter(outside) | both).status_code == 302
    told = [dict(one.custom_values.values_list("field", "value")) for one in Ticket.objects.order_by("pk")]
    assert told == [{order.pk: 4711}, {since.pk: "2026-01-31"}]


def test_beside_a_ticket_stand_the_fields_of_its_panel_and_whatever_was_answered(
    alice, anton, olga, support, shop, order, since, open_request
):
    for field in (order, since):
        save_custom_field(
            field, by=olga, label=field.label, kind=FieldKind(field.kind), panels=list(field.panels.all())
        )
    ticket = open_request(alice, support)
    facts, form = _beside(anton, ticket)
    assert (facts, form) == ({"Since"}, {since.pk})
    ticket.custom_values.create(field=order, value=4711)
    facts, form = _beside(anton, ticket)
    assert (facts, form) == ({"Since", "Order"}, {since.pk})
    Ticket.objects.filter(pk=ticket.pk).update(panel=shop)
    assert _beside(anton, ticket)[1] == {order.pk}


def _beside(agent: Person, ticket: Ticket) -> tuple[set[str], set[int]]:
    """The own fields that stand there, and those that can be changed."""
    page = client_of(agent).get(f"/desk/tickets/{ticket.pk}/").content.decode()
    facts = {label for label in ("Order", "Since") if f'<dt dir="auto">{label}</dt>' in page}
    return facts, {int(pk) for pk in re.findall(r'name="value-(\d+)"', page)}
