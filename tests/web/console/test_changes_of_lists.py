"""The list of changes: lists of the console, told with what was before and after, and undone from there."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from smartai.core.departments import told as departments
from smartai.core.departments.actions import change_department, create_department, set_members
from smartai.core.departments.models import Department
from smartai.core.identities import told as identities
from smartai.core.identities.actions import remove_provider, save_provider
from smartai.core.identities.models import SignInProvider
from smartai.core.knowledge import told as knowledge
from smartai.core.knowledge.actions import change_category, make_category, order_categories
from smartai.core.knowledge.models import Category as HelpCategory
from smartai.core.people import told as people
from smartai.core.people.actions import change_role, create_registration_field
from smartai.core.people.models import RegistrationField
from smartai.core.saved_replies import told as saved_replies
from smartai.core.saved_replies.actions import remove_saved_reply, save_saved_reply
from smartai.core.saved_replies.models import SavedReply
from smartai.core.tickets.actions import (
    change_tag,
    create_tag,
    merge_tags,
    order_form,
    save_custom_field,
    save_priority,
    save_status,
)
from smartai.core.tickets.models import Category, FieldKind, Priority, Status
from smartai.core.tickets.told import field_told, priority_told, status_told
from smartai.core.undoing.registry import UNDOINGS
from smartai.core.workspace import told as workspace
from smartai.core.workspace.actions import change_choices, change_panel, create_panel
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.models import Role
from smartai.foundation.events.models import StoredEvent
from smartai.lib.rules import Clause, Operator, Rule
from smartai.web.console.change_pages import page_of_change
from smartai.web.console.change_values import LABELS
from tests.cast import client_of
from tests.web.console.test_changes import CHANGES, listed, rows
from tests.web.console.test_groups import fields_of

pytestmark = pytest.mark.django_db


def undo_of(fact: StoredEvent) -> str:
    return reverse("console:change-undo", args=[fact.pk])


def newest() -> StoredEvent:
    fact = StoredEvent.objects.order_by("-pk").first()
    assert fact is not None
    return fact


def steps(page: str) -> set[tuple[str, str, str]]:
    told = re.findall(
        r"<dt>(.*?)</dt><dd>.*?<del[^>]*>(.*?)</del>.*?<ins[^>]*>(.*?)</ins>", page, flags=re.DOTALL
    )
    return set(told)


def test_each_list_says_what_it_was_and_what_it_became(olga, mia, anton, billing, support):
    change_department(billing, by=olga, name="Money", offered=False)
    set_members(billing, [mia, anton], by=olga)
    change_role(mia, Role.SUPERVISOR, by=olga)
    status = save_status(None, by=olga, name="Parts", category=Category.ON_HOLD, position=9)
    save_status(status, by=olga, name="Spares", category=Category.WAITING, position=9)
    high = Priority.objects.get(name="High")
    save_priority(high, by=olga, name="High", customer_words="Now", offered=True, is_default=True)
    field = save_custom_field(None, by=olga, label="Device", kind=FieldKind.TEXT)
    rule = Rule((Clause("priority", Operator.IS, str(high.pk)),))
    save_custom_field(
        field, by=olga, label="Device", kind=FieldKind.CHOICE, options=["A", "B"], departments=[support],
        shown_when=rule,
    )  # fmt: skip
    order_form(["message", "title"], by=olga)
    change_tag(create_tag("bill", by=olga), by=olga, name="bill", hue="rose")
    change_panel(create_panel("Shop", by=olga), by=olga, name="Shop", origins=[], active=False)
    guides = make_category("Guides", by=olga)
    order_categories([make_category("Exports", by=olga), guides], by=olga)
    change_category(guides, by=olga, names={"de": "Anleitungen"})
    told = steps(listed(olga))
    assert told >= {
        ("Name", "Billing", "Money"),
        ("Customers may choose it", "On", "Off"),
        ("Members", "Mia Keller", "Mia Keller, Anton Krause"),
        ("Role", "Agent", "Supervisor"),
        ("Meaning", "On hold", "Waiting for customer"),
        ("When nothing is said", "Medium", "High"),
        ("Words for customers", "High, it blocks my work", "Now"),
        ("Kind", "Text", "One choice"),
        ("Options", "nothing", "A, B"),
        ("Departments", "all", "Support"),
        ("Show when", "nothing", "“How urgent is it?” is “High”"),
        ("Colour", "nothing", "Rose"),
        ("Embedding", "On", "Off"),
        ("Order", "Guides, Exports", "Exports, Guides"),
        ("In other languages", "nothing", "de: Anleitungen"),
    }
    assert any(label == "Order" and after.startswith(("Message", "Describe")) for label, _, after in told)


def test_what_people_wrote_is_text_in_the_list(olga, billing):
    change_department(billing, by=olga, name="<b>Money</b>", offered=True)
    page = listed(olga)
    assert "<b>Money" not in page
    assert "&lt;b&gt;Money" in page


def test_a_change_is_undone_from_the_list_and_done_again(olga, billing):
    change_department(billing, by=olga, name="Money", offered=True)
    for name in ("Billing", "Money"):
        page = client_of(olga).post(undo_of(newest()), {"back": "changes"}, follow=True)
        assert page.redirect_chain == [(CHANGES, 302)]
        assert "It is as it was before." in page.content.decode()
        billing.refresh_from_db()
        assert billing.name == name


def test_what_cannot_be_undone_has_no_button_and_says_why(olga):
    provider = save_provider(
        None, by=olga, secret="s3cr3t", name="Directory", issuer="https://id.northwind.example",
        client_id="desk", for_team=True, for_customers=False, domains=[], creates=False,
    )  # fmt: skip
    remove_provider(provider, by=olga)
    merge_tags(create_tag("bill", by=olga), create_tag("invoice", by=olga), by=olga)
    StoredEvent.objects.filter(kind="tickets.tag_created").delete()
    StoredEvent.objects.filter(kind="identities.provider_saved").delete()
    page = listed(olga)
    assert "Its secret is kept nowhere else" in page
    assert "Which ticket had which tag is not kept" in page
    assert "/undo/" not in page


def test_who_changed_it_since_is_named_with_what(olga, selma, mia):
    tag = create_tag("bill", by=olga)
    change_tag(tag, by=olga, name="invoice", hue="")
    fact = newest()
    change_tag(tag, by=selma, name="money", hue="")
    page = client_of(olga).post(undo_of(fact), follow=True).content.decode()
    assert "Selma Vogt changed this since, so it stays as it is: Name." in page


def test_a_row_of_another_list_with_the_same_number_is_not_who_changed_it(olga, selma):
    change_role_of = create_registration_field("Number", by=olga)
    fact = newest()
    change_role_of.label = "Changed behind our back"
    change_role_of.save()
    create_tag("bill", by=selma)
    page = client_of(olga).post(undo_of(fact), follow=True).content.decode()
    assert "Somebody changed this since, so it stays as it is: Label." in page


def test_what_is_in_use_leads_to_the_page_that_archives_it(olga, alice, open_request):
    sales = create_department("Sales", by=olga)
    fact = newest()
    open_request(alice, sales)
    answer = client_of(olga).post(undo_of(fact), {"back": "changes"}, follow=True)
    assert answer.redirect_chain == [(f"/desk/settings/departments/{sales.pk}/", 302)]
    page = answer.content.decode()
    assert "It is in use by now, so it stays: 1 ticket." in page
    assert f"/desk/settings/departments/{sales.pk}/archive/" in page


def test_twice_is_once(olga, billing):
    change_department(billing, by=olga, name="Money", offered=True)
    fact, client = newest(), client_of(olga)
    client.post(undo_of(fact))
    page = client.post(undo_of(fact), follow=True).content.decode()
    assert "changed this since" in page
    assert StoredEvent.objects.filter(kind="departments.changed").count() == 2


def test_a_supervisor_sees_and_undoes_changes_of_what_supervisors_keep(selma, olga, mia, billing):
    change_choices("brand", {"name": "Northwind"}, by=olga)
    change_department(billing, by=olga, name="Money", offered=True)
    of_owners = StoredEvent.objects.order_by("pk")[:2]
    save_saved_reply(None, by=mia, name="Mine alone", text="Hello.")
    tag = create_tag("bill", by=selma)
    change_tag(tag, by=selma, name="invoice", hue="")
    page = listed(selma)
    assert rows(page) == 2
    assert "Mine alone" not in page
    subjects = page.partition('name="what"')[2].partition("</select>")[0]
    known = re.findall(r'<option value="(\w*)"', subjects)
    assert known == ["", "lists", "departments", "help", "saved_replies"]
    client = client_of(selma)
    assert [client.post(undo_of(fact)).status_code for fact in of_owners] == [404, 404]
    client.post(undo_of(newest()))
    tag.refresh_from_db()
    assert tag.name == "bill"


def test_an_agent_undoes_their_own_saved_reply_and_nobody_elses(mia, anton, olga):
    reply = save_saved_reply(None, by=mia, name="Thanks", text="Thank you.")
    remove_saved_reply(reply, by=mia)
    fact = newest()
    for other in (anton, olga):
        assert client_of(other).post(undo_of(fact)).status_code == 404
    assert client_of(mia).post(undo_of(fact)).headers["Location"] == "/desk/settings/saved-replies/"
    reply.refresh_from_db()
    assert reply.removed_at is None


@pytest.mark.parametrize("who", ["alice", "leo"])
def test_customers_and_light_agents_undo_nothing(who, request, selma):
    create_tag("bill", by=selma)
    person = request.getfixturevalue(who)
    assert client_of(person).post(undo_of(newest())).status_code in (403, 404)


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_nothing_is_undone_without_a_post(method, olga, billing):
    change_department(billing, by=olga, name="Money", offered=True)
    assert getattr(client_of(olga), method)(undo_of(newest())).status_code == 405


def test_saving_one_thing_offers_undo_at_once_and_saving_nothing_does_not(selma):
    tag, client = create_tag("bill", by=selma), client_of(selma)
    url = f"/desk/settings/tags/{tag.pk}/"
    sent = {**fields_of(client.get(url).content.decode(), "stack"), "name": "invoice"}
    undo = re.search(r'action="([^"]*/undo/)"', client.post(url, sent, follow=True).content.decode())
    assert undo
    assert client.post(undo[1]).headers["Location"] == url
    tag.refresh_from_db()
    assert tag.name == "bill"
    page = client.post(
        url, fields_of(client.get(url).content.decode(), "stack"), follow=True
    ).content.decode()
    assert "Saved." in page
    assert "/undo/" not in page


def test_two_changes_at_once_are_undone_from_the_list_alone(olga, anton, billing):
    client, url = client_of(olga), f"/desk/settings/departments/{billing.pk}/"
    sent = {
        **fields_of(client.get(url).content.decode(), "stack"),
        "name": "Money",
        "members": [str(anton.pk)],
    }
    page = client.post(url, sent, follow=True).content.decode()
    assert "Saved." in page
    assert "/undo/" not in page


@pytest.mark.parametrize("way", UNDOINGS.values(), ids=lambda way: way.of.kind)
def test_every_change_that_can_be_undone_leads_back_to_its_page(way):
    told = dict.fromkeys(way.subject, 1) | {"group": "brand", "of": "status"}
    fact = StoredEvent(kind=way.of.kind, payload=told)
    assert page_of_change(fact) != CHANGES


def test_all_that_facts_tell_of_rows_has_words(olga):
    field = save_custom_field(None, by=olga, label="Device", kind=FieldKind.TEXT)
    told = [
        departments.told_of(Department()), identities.told_of(SignInProvider()),
        knowledge.told_of(HelpCategory()), people.told_of(RegistrationField()),
        saved_replies.told_of(SavedReply()), workspace.told_of(SupportPanel()),
        field_told(field), priority_told(Priority(), None), status_told(Status()),
    ]  # fmt: skip
    assert {name for one in told for name in one} - set(LABELS) == set()
