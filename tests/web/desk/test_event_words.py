"""What happened to a ticket reads in the language of whoever reads it, not of who did it."""

from __future__ import annotations

import pytest
from django.utils import translation

from smartai.core.people.models import Profile
from smartai.core.tickets.actions import change_priority, change_status, save_status
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.models import Category, Priority
from smartai.foundation.accounts.models import Person
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def test_a_status_and_a_priority_of_ours_are_read_in_ones_own_language(anton, olga, a_ticket):
    with translation.override("ar"):
        change_status(a_ticket, catalogue().first_status(Category.WAITING), by=anton)
    with translation.override("en"):
        change_priority(a_ticket, Priority.objects.get(rank=30), by=anton)
    Person.objects.update(language="de")
    page = client_of(anton).get(f"/desk/tickets/{a_ticket.pk}/").content.decode()
    assert "den Status auf <bdi>Wartet auf Kunden</bdi> gesetzt" in page
    assert "die Priorität auf <bdi>Hoch</bdi> gesetzt" in page
    assert "Wartet auf Kunden" in client_of(olga).get("/desk/settings/changes/").content.decode()


def test_a_status_of_the_owners_keeps_the_name_that_it_had(anton, olga, a_ticket):
    parts = save_status(None, by=olga, name="Waits for parts", category=Category.ON_HOLD, position=9)
    change_status(a_ticket, parts, by=anton)
    save_status(parts, by=olga, name="Spares", category=Category.ON_HOLD, position=9)
    page = client_of(anton).get(f"/desk/tickets/{a_ticket.pk}/").content.decode()
    assert "the status to <bdi>Waits for parts</bdi>" in page


def test_a_value_stands_on_the_side_of_its_page(anton, alice, a_ticket):
    """Left to right within itself, and not at the other end of a page that is read from the right."""
    Profile.objects.filter(person=alice).update(phone="+49 30 1234")
    page = client_of(anton).get(f"/desk/tickets/{a_ticket.pk}/").content.decode()
    assert "<dd><bdi>+49 30 1234</bdi></dd>" in page
