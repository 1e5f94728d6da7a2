from __future__ import annotations

import pytest

from smartai.core.tickets.actions import order_form, remove_custom_field, save_custom_field
from smartai.core.tickets.catalogue import catalogue, forget_catalogue
from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db


def made(label: str, olga: Person) -> str:
    return save_custom_field(None, by=olga, label=label, kind=FieldKind.TEXT).key


def order() -> list[str]:
    forget_catalogue()
    return list(catalogue().form_order())


def test_a_form_that_nobody_put_in_order_asks_as_ever(olga):
    assert order() == ["title", "message", "department", "priority", "attachments"]
    first, second = made("First", olga), made("Second", olga)
    assert order()[4:] == [first, second, "attachments"]


def test_parts_and_fields_stand_in_one_order_and_the_fact_is_there_once(olga):
    first, second = made("First", olga), made("Second", olga)
    wanted = ["department", second, "title", first, "attachments", "message", "priority"]
    order_form(wanted, by=olga)
    order_form(wanted, by=olga)
    assert order() == wanted
    assert StoredEvent.objects.filter(kind="tickets.form_ordered").count() == 1
    assert [field.key for field in CustomField.objects.all()] == [second, first]


def test_a_new_field_is_the_last_of_its_like(olga):
    first = made("First", olga)
    order_form(["attachments", "title", first, "message"], by=olga)
    second = made("Second", olga)
    assert order().index(second) == order().index(first) + 1
    assert sorted(order()) == sorted(
        {"title", "message", "department", "priority", "attachments", first, second}
    )


def test_the_first_field_of_an_ordered_form_comes_before_its_files(olga):
    order_form(["attachments", "title", "message", "department", "priority"], by=olga)
    first = made("First", olga)
    assert order() == [first, "attachments", "title", "message", "department", "priority"]


def test_keys_of_nothing_count_for_nothing_and_what_is_not_named_stays(olga):
    first = made("First", olga)
    gone = CustomField.objects.get(pk=int(made("Gone", olga)))
    remove_custom_field(gone, by=olga)
    order_form(["priority", "x", "9" * 40, gone.key, "title", "title", ""], by=olga)
    assert order() == ["priority", "message", "department", "title", first, "attachments"]


def test_only_owners_put_the_form_in_order(mia):
    with pytest.raises(NotAllowed):
        order_form(["message", "title"], by=mia)
