from __future__ import annotations

import re

import pytest
from django.urls import reverse

from smartai.core.tickets.actions import save_custom_field, set_values
from smartai.core.tickets.models import FieldKind, Priority
from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.choices import GROUPS
from smartai.foundation.events.event import Event
from smartai.web.console.change_words import WORDS
from smartai.web.console.frame import IN_LISTS
from tests.cast import client_of

pytestmark = pytest.mark.django_db

OWNERS = (
    "panels",
    "departments",
    "colleagues",
    "customers",
    "fields",
    "field-new",
    "statuses",
    "priorities",
    "tags",
    "questions",
    "providers",
    "deliveries",
    "changes",
)
SUPERVISORS = ("departments", "colleagues", "tags", "changes")
TEAMS = ("articles", "article-new", "categories", "asked", "figures", "saved_replies", "saved-reply-new")


@pytest.mark.parametrize("name", [*OWNERS, *TEAMS])
def test_every_list_opens_with_what_a_new_installation_holds(name, olga, a_ticket):
    assert client_of(olga).get(reverse(f"console:{name}")).status_code == 200


@pytest.mark.parametrize("name", [*OWNERS, *TEAMS])
def test_each_role_opens_its_pages_and_no_others(name, leo, mia, selma, alice):
    url = reverse(f"console:{name}")
    assert client_of(leo).get(url).status_code == 403
    assert client_of(mia).get(url).status_code == (200 if name in TEAMS else 403)
    assert client_of(selma).get(url).status_code == (200 if name in (*TEAMS, *SUPERVISORS) else 403)
    assert client_of(alice).get(url).status_code == 404


def test_the_list_of_settings_has_every_page_once_and_others_see_theirs(olga, selma, mia):
    page = client_of(olga).get(reverse("console:departments")).content.decode()
    listed = page[page.index('id="setting-list"') : page.index("</nav>", page.index('id="setting-list"'))]
    pages = [reverse("console:group", args=[name]) for name in GROUPS if name not in IN_LISTS]
    pages += [reverse(f"console:{name}") for name in (*OWNERS, *TEAMS) if not name.endswith("-new")]
    pages += [reverse("console:start")]  # it leads on to the step where one is
    assert sorted(re.findall(r'href="([^"]*)"', listed)) == sorted(pages)
    page = client_of(mia).get(reverse("console:articles")).content.decode()
    links = set(re.findall(r'href="(/desk/settings/[^"]*)"', page))
    shown = ({*TEAMS} - {"saved-reply-new"}) | {"article-links"}
    assert links == {reverse(f"console:{name}") for name in shown}
    page = client_of(selma).get(reverse("console:home"), follow=True).content.decode()
    listed = page[page.index('id="setting-list"') : page.index("</nav>", page.index('id="setting-list"'))]
    shown = {name for name in (*TEAMS, *SUPERVISORS) if not name.endswith("-new")}
    assert {*re.findall(r'href="([^"]*)"', listed)} == {reverse(f"console:{name}") for name in shown}


def test_every_kind_of_fact_has_words(olga, anton, a_ticket, a_note):
    ours = {kind for kind, fact in Event.known.items() if fact.__module__.startswith("smartai.")}
    assert ours - set(WORDS) == set()
    change_choices("panel", {"enter_sends": True}, by=olga)
    page = client_of(olga).get(reverse("console:changes")).content.decode()
    assert "Opened a ticket" in page
    assert 'Changed settings <span class="quiet" dir="auto">Customer pages</span>' in page
    assert "<dt>ENTER sends</dt>" in page
    assert "tickets." not in page


def test_what_can_not_be_changed_is_not_offered(olga, a_ticket):
    """Instead of saying "Saved." and keeping it as it was."""
    client = client_of(olga)
    field = save_custom_field(None, by=olga, label="Order", kind=FieldKind.TEXT)
    default = Priority.objects.get(is_default=True)
    pages = {
        reverse("console:status", args=[a_ticket.status_id]): "category",
        reverse("console:field", args=[field.pk]): "kind",
        reverse("console:priority", args=[default.pk]): "is_default",
    }
    set_values(a_ticket, {field.pk: "A-1"}, by=olga)
    for url, name in pages.items():
        control = re.search(rf'<(?:select|input)[^>]*name="{name}"[^>]*>', client.get(url).content.decode())
        assert control
        assert " disabled" in control[0]


def test_the_first_goes_no_higher_and_the_last_no_lower(olga, support, billing):
    page = client_of(olga).get(reverse("console:departments")).content.decode()
    moves = re.findall(r'name="to" value="(\w+)"( disabled)?', page)
    assert moves == [("up", " disabled"), ("down", ""), ("up", ""), ("down", " disabled")]
    assert page.count("Nobody works here") == 2


@pytest.mark.parametrize("name", ["department", "field"])
def test_a_number_that_no_row_can_have_is_refused_on_its_page(name, olga, support):
    field = save_custom_field(None, by=olga, label="Order", kind=FieldKind.TEXT)
    pk, rows = {"department": (support.pk, "members"), "field": (field.pk, "departments")}[name]
    url = reverse(f"console:{name}", args=[pk])
    assert client_of(olga).post(url, {"name": "Support", rows: "9" * 30}).status_code == 422
    assert client_of(olga).get(reverse(f"console:{name}", args=[10**30])).status_code == 404


def test_a_status_with_a_wrong_position_is_refused_on_its_page(olga):
    response = client_of(olga).post(
        reverse("console:statuses"), {"name": "Third line", "category": "open", "position": "9" * 20}
    )
    assert response.status_code == 422


def test_a_customer_who_told_nothing_about_themselves_has_a_page(olga, carol):
    page = client_of(olga).get(reverse("console:customer", args=[carol.pk])).content.decode()
    assert "carol@stone.example" in page
    assert "<dt>Phone</dt>" not in page
