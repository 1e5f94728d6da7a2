"""The list of changes: what was chosen before and after, taken back while it still holds, narrowed down."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from smartai.core.workspace.actions import change_choices, change_panel_choices, create_panel
from smartai.core.workspace.choices import choices, forget_choices
from smartai.foundation.accounts.models import Role
from smartai.foundation.events.models import StoredEvent
from tests.cast import client_of, make_person
from tests.web.console.test_groups import fields_of

pytestmark = pytest.mark.django_db
CHANGES = "/desk/settings/changes/"


def listed(person, query=""):
    answer = client_of(person).get(f"{CHANGES}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def rows(page: str) -> int:
    return page.partition("<tbody>")[2].count("<tr>")


@pytest.mark.parametrize(
    ("group", "values", "before", "after"),
    [
        ("brand", {"name": "North & Co"}, "Support", "North &amp; Co"),
        ("sign_in", {"first_page": "register"}, "Sign in", "Register"),
        ("panel", {"enter_sends": True}, "Off", "On"),
        ("form", {"priority": "required"}, "Optional", "Required"),
        ("protection", {"check": "off"}, "Short calculation", "Off"),
        ("welcome", {"heading": "Hello"}, "nothing", "Hello"),
        ("form", {"max_files": 3}, "10", "3"),
    ],
)
def test_a_change_says_what_it_was_and_what_it_became(group, values, before, after, olga):
    change_choices(group, values, by=olga)
    page = listed(olga)
    assert re.search(rf'<del dir="auto">{before}</del>.*<ins dir="auto">{after}</ins>', page)


def test_of_a_secret_it_says_only_that_it_changed(olga):
    change_choices("protection", {"turnstile_secret": "0x4AAAAAAA-key"}, by=olga)
    page = listed(olga)
    assert "Turnstile: secret key" in page
    assert "0x4AAAAAAA-key" not in page
    assert "/undo/" not in page


def test_a_fact_of_former_times_is_told_without_undo(olga):
    told = {"group": "brand", "names": ["name", "colour"], "version": 3}
    StoredEvent.objects.create(kind="workspace.choices_changed", audience="team", payload=told)
    page = listed(olga)
    assert "Name and look: Name, Colour" in page
    assert "/undo/" not in page


def test_undo_gives_back_what_was_there(olga):
    change_choices("brand", {"name": "Northwind"}, by=olga)
    undo = re.search(r'action="([^"]*/undo/)"', listed(olga))
    assert undo
    page = client_of(olga).post(undo[1], {"back": "changes"}, follow=True).content.decode()
    assert "It is as it was before." in page
    forget_choices()
    assert choices().brand.name == "Support"


def test_what_was_changed_since_is_not_undone_and_who_did_it_is_named(olga):
    anna = make_person("Anna Sand", "anna@northwind.example", Role.OWNER)
    change_choices("brand", {"name": "Northwind"}, by=olga)
    first = StoredEvent.objects.get()
    change_choices("brand", {"name": "Eastwind"}, by=anna)
    page = client_of(olga).post(f"{CHANGES}{first.pk}/undo/", follow=True).content.decode()
    assert "Anna Sand changed this since, so it stays as it is: Name." in page
    forget_choices()
    assert choices().brand.name == "Eastwind"


def test_after_publishing_one_button_takes_it_back(olga):
    client, url = client_of(olga), "/desk/settings/choices/brand/"
    sent = {**fields_of(client.get(url).content.decode()), "name": "Northwind"}
    page = client.post(url, sent, follow=True).content.decode()
    undo = re.search(r'action="([^"]*/undo/)"', page)
    assert undo
    assert client.post(undo[1]).headers["Location"] == url
    forget_choices()
    assert choices().brand.name == "Support"


def test_publishing_without_a_change_has_nothing_to_take_back(olga):
    client, url = client_of(olga), "/desk/settings/choices/brand/"
    change_choices("brand", {"name": "Northwind"}, by=olga)
    page = client.post(url, fields_of(client.get(url).content.decode()), follow=True).content.decode()
    assert "Published." in page
    assert "/undo/" not in page


def test_a_panel_says_where_it_followed_and_leads_back_to_its_page(olga):
    shop = create_panel("Shop", by=olga)
    change_panel_choices(shop, "labels", {"send": "Off you go"}, by=olga)
    assert '<del dir="auto">as everywhere</del>' in listed(olga)
    fact = StoredEvent.objects.get(kind="workspace.panel_choices_changed")
    answer = client_of(olga).post(f"{CHANGES}{fact.pk}/undo/")
    assert answer.headers["Location"] == f"/desk/settings/panels/{shop.pk}/labels/"


@pytest.mark.parametrize("who", ["alice", "leo", "mia", "selma"])
def test_only_owners_undo(who, request, olga):
    change_choices("brand", {"name": "Northwind"}, by=olga)
    person = request.getfixturevalue(who)
    assert client_of(person).post(f"{CHANGES}{StoredEvent.objects.get().pk}/undo/").status_code in (403, 404)


@pytest.mark.parametrize("pk", [0, 999, 9_223_372_036_854_775_807])
def test_a_fact_that_is_none_is_not_there(pk, olga):
    assert client_of(olga).post(f"{CHANGES}{pk}/undo/").status_code == 404


def test_other_facts_are_not_undone(olga, a_ticket):
    fact = StoredEvent.objects.filter(kind="tickets.opened").get()
    assert client_of(olga).post(f"{CHANGES}{fact.pk}/undo/").status_code == 404


def test_the_list_is_narrowed_by_who_what_and_when(olga, alice, a_ticket):
    anna = make_person("Anna Sand", "anna@northwind.example", Role.OWNER)
    change_choices("brand", {"name": "Northwind"}, by=olga)
    change_choices("brand", {"name": "Eastwind"}, by=anna)
    StoredEvent.objects.filter(actor_id=anna.pk).update(created_at=timezone.now() - timedelta(days=9))
    all_of_them = rows(listed(olga))
    today = timezone.localdate()
    assert rows(listed(olga, "?what=choices")) == 2
    assert rows(listed(olga, f"?who={anna.pk}")) == 1
    assert rows(listed(olga, "?who=others")) == all_of_them - 2
    assert rows(listed(olga, f"?what=choices&since={today}")) == 1
    assert rows(listed(olga, f"?what=choices&until={today - timedelta(days=1)}")) == 1
    assert "Nothing was changed like this." in listed(olga, "?what=departments")


@pytest.mark.parametrize(
    "query",
    ["?who=x&what=y&since=z&until=2026-13-40", "?since=0001-01-01&until=9999-12-31", "?who=" + "9" * 30],
)
def test_a_filter_that_is_none_counts_for_nothing(query, olga):
    change_choices("brand", {"name": "Northwind"}, by=olga)
    assert rows(listed(olga, query)) == 1


def test_the_next_page_is_narrowed_alike(olga):
    for n in range(101):
        StoredEvent.objects.create(kind="workspace.panel_created", audience="team", payload={"name": f"P{n}"})
    change_choices("brand", {"name": "Northwind"}, by=olga)
    page = listed(olga, "?what=workspace")
    assert rows(page) == 100
    more = re.search(r'href="(\?what=workspace&amp;after=[^"]*)"', page)
    assert more
    assert rows(listed(olga, more[1].replace("&amp;", "&"))) == 1
