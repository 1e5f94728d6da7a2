"""Two owners who change the same thing at once: the second is told, loses nothing, and decides."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from smartai.core.departments.actions import change_department, set_members
from smartai.core.departments.events import DepartmentChanged
from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import Article, ArticleStatus
from smartai.core.people.actions import (
    change_registration_field,
    change_role,
    create_registration_field,
    join_organisation,
)
from smartai.core.people.models import Profile, RegistrationField
from smartai.core.tickets.actions import save_custom_field, save_priority, save_status
from smartai.core.tickets.models import Category, CustomField, FieldKind, Priority, Status
from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.choices import choices, forget_choices
from smartai.foundation.accounts.models import Person, Role
from smartai.web.console.forms.seen import SeenForm
from smartai.web.console.last_change import About
from tests.cast import client_of
from tests.web.console.test_groups import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(mia: Person, olga: Person) -> Person:
    """Mia, who is an owner too."""
    change_role(mia, Role.OWNER, by=olga)
    return Person.objects.get(pk=mia.pk)


class Thing:
    """What can be changed on a page of its own: its address, a change by somebody, and a value of it."""

    def __init__(self, route: str, pk: int, change: Callable[[], object], typed: dict[str, str],
                 read: Callable[[], str]) -> None:  # fmt: skip
        self.url = reverse(f"console:{route}", args=[pk])
        self.change, self.typed, self.read = change, typed, read


def thing(what: str, other: Person, olga: Person, support: Any, alice: Person, anton: Person) -> Thing:
    if what == "department":
        return Thing(
            what, support.pk, lambda: change_department(support, by=other, name="Help", offered=True),
            {"name": "Care"}, lambda: type(support).objects.get(pk=support.pk).name,
        )  # fmt: skip
    if what == "field":
        field = save_custom_field(None, by=olga, label="Order", kind=FieldKind.TEXT)
        return Thing(
            what, field.pk,
            lambda: save_custom_field(field, by=other, label="Order number", kind=FieldKind.TEXT),
            {"label": "Number"}, lambda: CustomField.objects.get(pk=field.pk).label,
        )  # fmt: skip
    if what == "status":
        status = save_status(None, by=olga, name="Parts", category=Category.ON_HOLD, position=9)
        return Thing(
            what, status.pk,
            lambda: save_status(status, by=other, name="Spares", category=Category.ON_HOLD, position=9),
            {"name": "Waits for parts"}, lambda: Status.objects.get(pk=status.pk).name,
        )  # fmt: skip
    if what == "priority":
        priority = Priority.objects.get(rank=30)
        return Thing(
            what, priority.pk,
            lambda: save_priority(priority, by=other, name="Pressing", customer_words="", offered=True,
                                  is_default=False),
            {"name": "Right now"}, lambda: Priority.objects.get(pk=priority.pk).name,
        )  # fmt: skip
    if what == "question":
        question = create_registration_field("Seats", by=olga)
        return Thing(
            what, question.pk,
            lambda: change_registration_field(question, by=other, label="How many seats", hint="",
                                              required=False, position=0),
            {"label": "How many people"}, lambda: RegistrationField.objects.get(pk=question.pk).label,
        )  # fmt: skip
    if what == "article":
        words: Any = {"text": "Send it.", "status": ArticleStatus.PUBLISHED}
        article = save_article(None, by=olga, title="Exports", **words)
        return Thing(
            what, article.pk, lambda: save_article(article, by=other, title="Long exports", **words),
            {"title": "Exports that stop"}, lambda: Article.objects.get(pk=article.pk).title,
        )  # fmt: skip
    if what == "colleague":
        return Thing(
            what, anton.pk, lambda: change_role(anton, Role.OWNER, by=other), {"active": ""},
            lambda: Person.objects.get(pk=anton.pk).role,
        )  # fmt: skip
    return Thing(
        what, alice.pk, lambda: join_organisation(alice, "River Works", by=other),
        {"organisation": "Hill"}, lambda: str(Profile.objects.get(person=alice).organisation),
    )  # fmt: skip


THINGS = ["department", "field", "status", "priority", "question", "article", "colleague", "customer"]


@pytest.mark.parametrize("what", THINGS)
def test_the_second_is_told_who_was_first_and_may_save_anyway(
    what, other, olga, support, alice, anton
) -> None:
    made = thing(what, other, olga, support, alice, anton)
    client = client_of(olga)
    sent = {**fields_of(client.get(made.url).content.decode(), "stack"), **made.typed}
    made.change()
    first = made.read()
    stopped = client.post(made.url, sent)
    page = stopped.content.decode()
    assert stopped.status_code == 409
    assert "Mia Keller saved this after you opened it" in page
    assert "Save anyway" in page
    assert made.read() == first
    again = fields_of(page, "stack")
    assert {name: again.get(name, "") for name in made.typed} == made.typed
    assert client.post(made.url, again).status_code == 302
    if what != "colleague":  # there the other one's choice and one's own are two
        assert made.read() == next(iter(made.typed.values()))


@pytest.mark.parametrize("what", THINGS)
def test_who_is_alone_saves_at_once(what, other, olga, support, alice, anton) -> None:
    made = thing(what, other, olga, support, alice, anton)
    client = client_of(olga)
    sent = {**fields_of(client.get(made.url).content.decode(), "stack"), **made.typed}
    assert client.post(made.url, sent).status_code == 302


def department_page(client: Client, support: Any) -> tuple[str, dict[str, Any]]:
    url = reverse("console:department", args=[support.pk])
    return url, fields_of(client.get(url).content.decode(), "stack")


def error_of(page: str, name: str) -> str:
    found = re.search(rf'class="error" id="id_{name}_error">([^<]*)<', page)
    return found[1] if found else ""


def test_what_the_other_one_saved_stands_beside_and_in_what_was_left_alone(other, olga, anton, support):
    client = client_of(olga)
    url, sent = department_page(client, support)
    change_department(support, by=other, name="Help", offered=False)
    set_members(support, [anton, other], by=other)
    page = client.post(url, {**sent, "name": "Care"}).content.decode()
    assert "Name, Customers may choose it, Members" in page
    assert error_of(page, "name") == "Now saved: Help"
    again = fields_of(page, "stack")
    assert again["name"] == "Care"
    assert "offered" not in again
    assert sorted(again["members"]) == sorted([str(anton.pk), str(other.pk)])
    assert client.post(url, again).status_code == 302
    support.refresh_from_db()
    assert (support.name, support.offered, support.members.count()) == ("Care", False, 2)


def test_an_error_of_ones_own_does_not_hide_that_somebody_was_first(other, olga, support):
    client = client_of(olga)
    url, sent = department_page(client, support)
    change_department(support, by=other, name="Help", offered=True)
    wrong = client.post(url, {**sent, "name": ""})
    assert wrong.status_code == 422
    again = {**fields_of(wrong.content.decode(), "stack"), "name": "Care"}
    assert client.post(url, again).status_code == 409


def test_ones_own_other_window_is_called_that(olga, support):
    client = client_of(olga)
    url, sent = department_page(client, support)
    assert client.post(url, {**sent, "name": "Help"}).status_code == 302
    assert "You saved this in another window" in client.post(url, {**sent, "name": "Care"}).content.decode()


def test_what_was_removed_while_it_was_being_saved_is_not_there(olga, support):
    form = SeenForm({})
    with (
        pytest.raises(Http404),
        form.held(type(support).objects.none(), lambda row: {}, About(DepartmentChanged), by=olga),
    ):
        pytest.fail("nothing is there to be held")


def test_a_group_of_settings_says_who_and_keeps_what_the_other_one_chose(other, olga):
    client, url = client_of(olga), "/desk/settings/choices/brand/"
    sent = fields_of(client.get(url).content.decode())
    change_choices("brand", {"language": "de", "name": "Westwind"}, by=other)
    page = client.post(url, {**sent, "name": "Southwind"}, headers={"accept-language": "en"}).content.decode()
    assert "Mia Keller" in page
    assert client.post(url, fields_of(page)).status_code == 302
    forget_choices()
    assert (choices().brand.name, choices().brand.language) == ("Southwind", "de")
