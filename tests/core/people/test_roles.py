"""What each role may do, asked of the actions themselves: no page stands between."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from smartai.core.departments.actions import create_department, set_departments, set_members
from smartai.core.helpfulness.actions import weigh_again
from smartai.core.helpfulness.models import Writing
from smartai.core.helpfulness.reads import unweighed
from smartai.core.knowledge.actions import make_category, save_article
from smartai.core.knowledge.models import Article, ArticleStatus
from smartai.core.people.actions import change_role, deactivate_person, invite_colleague, join_organisation
from smartai.core.people.events import PersonDeactivated, RoleChanged
from smartai.core.people.querysets import agents, people_visible_to, team
from smartai.core.saved_replies.actions import save_saved_reply
from smartai.core.saved_replies.models import SavedReply
from smartai.core.tickets.actions import (
    RequestDraft,
    add_note,
    add_participant,
    assign_ticket,
    change_priority,
    change_status,
    change_title,
    create_tag,
    hand_over_tickets,
    move_ticket,
    open_ticket,
    reply_as_agent,
    revoke_links,
    save_status,
    set_tags,
    set_values,
)
from smartai.core.tickets.models import Category, Message, Priority, Status, Ticket
from smartai.core.workspace.actions import change_choices, create_panel
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.models import Person, Role
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db

Attempt = Callable[[dict[str, Any], Person], object]

# Who may first, in the order light agent, agent, supervisor, owner.
ATTEMPTS: dict[str, tuple[str, Attempt]] = {
    "write a note": ("leo", lambda it, by: add_note(it["ticket"], "For us.", by=by)),
    "answer": ("anton", lambda it, by: reply_as_agent(it["ticket"], "Hello.", by=by)),
    "solve": ("anton", lambda it, by: change_status(it["ticket"], it["solved"], by=by)),
    "assign": ("anton", lambda it, by: assign_ticket(it["ticket"], it["anton"], by=by)),
    "change the priority": ("anton", lambda it, by: change_priority(it["ticket"], it["high"], by=by)),
    "move": ("anton", lambda it, by: move_ticket(it["ticket"], it["billing"], by=by)),
    "change the title": ("anton", lambda it, by: change_title(it["ticket"], "Other", by=by)),
    "tag": ("anton", lambda it, by: set_tags(it["ticket"], ["export"], by=by)),
    "fill in own fields": ("anton", lambda it, by: set_values(it["ticket"], {}, by=by)),
    "let somebody in": ("anton", lambda it, by: add_participant(it["ticket"], it["bob"], by=by)),
    "end the links": ("anton", lambda it, by: revoke_links(it["ticket"], by=by)),
    "open one for a customer": (
        "anton",
        lambda it, by: open_ticket(RequestDraft(title="T", text="T"), requester=it["bob"], by=by),
    ),
    "write an article": ("anton", lambda it, by: save_article(None, by=by, title="A", text="A.")),
    "make a category": ("anton", lambda it, by: make_category("Shelf", by=by)),
    "weigh again": ("anton", lambda it, by: weigh_again(by=by)),
    "read figures": ("anton", lambda it, by: unweighed(by=by)),
    "name an organisation": ("anton", lambda it, by: join_organisation(it["bob"], "Lake", by=by)),
    "keep a reply": ("anton", lambda it, by: save_saved_reply(None, by=by, name="N", text="T")),
    "share a reply": ("selma", lambda it, by: save_saved_reply(None, by=by, name="N", text="T", shared=True)),
    "keep tags": ("selma", lambda it, by: create_tag("export", by=by)),
    "say who works in a department": ("selma", lambda it, by: set_members(it["billing"], [by], by=by)),
    "say where somebody works": ("selma", lambda it, by: set_departments(it["anton"], [], by=by)),
    "make a department": ("olga", lambda it, by: create_department("Sales", by=by)),
    "make a status": (
        "olga",
        lambda it, by: save_status(None, by=by, name="S", category=Category.OPEN, position=9),
    ),
    "change settings": ("olga", lambda it, by: change_choices("panel", {"enter_sends": True}, by=by)),
    "make a panel": ("olga", lambda it, by: create_panel("Shop", by=by)),
    "invite": (
        "olga",
        lambda it, by: invite_colleague("x@northwind.example", name="X", role=Role.LIGHT, by=by),
    ),
    "change a role": ("olga", lambda it, by: change_role(it["anton"], Role.LIGHT, by=by)),
    "raise oneself": ("olga", lambda it, by: change_role(by, Role.OWNER, by=by)),
    "shut somebody out": ("olga", lambda it, by: deactivate_person(it["anton"], by=by)),
    "hand tickets over": ("olga", lambda it, by: hand_over_tickets(it["anton"], None, by=by)),
}
RANKS = ("leo", "anton", "selma", "olga")


@pytest.fixture
def it(a_ticket, anton, bob, billing, leo, selma, olga) -> dict[str, Any]:
    return {
        "ticket": a_ticket,
        "anton": anton,
        "bob": bob,
        "billing": billing,
        "solved": Status.objects.get(category=Category.SOLVED),
        "high": Priority.objects.get(rank=30),
    }


@pytest.mark.parametrize("who", [*RANKS, "carol"])
@pytest.mark.parametrize("what", ATTEMPTS)
def test_each_role_may_do_what_the_one_below_may_and_more(what, who, it, request):
    first, attempt = ATTEMPTS[what]
    by = request.getfixturevalue(who)
    if who != "carol" and RANKS.index(who) >= RANKS.index(first):
        attempt(it, by)
        return
    before = StoredEvent.objects.count()
    with pytest.raises(NotAllowed):
        attempt(it, by)
    assert StoredEvent.objects.count() == before


def test_a_light_agent_reads_the_notes_of_own_departments_and_nothing_of_others(
    leo, a_ticket, a_note, alice, billing, open_request
):
    other = open_request(alice, billing)
    assert list(Ticket.objects.visible_to(leo)) == [a_ticket]
    assert a_note in Message.objects.visible_to(leo)
    with pytest.raises(NotAllowed):
        add_note(other, "Not mine.", by=leo)


def test_a_supervisor_sees_the_tickets_of_departments_without_being_a_member(
    selma, a_ticket, alice, billing, open_request
):
    other = open_request(alice, billing)
    assert {*Ticket.objects.visible_to(selma)} == {a_ticket, other}


def test_a_light_agent_gets_no_tickets_and_looks_customers_up_nowhere(leo, anton, selma, olga, alice):
    assert [*agents()] == [anton, olga, selma]
    assert leo in team()
    assert [*people_visible_to(leo)] == [leo]
    assert alice in people_visible_to(selma)


def test_a_light_agent_reads_what_answers_and_no_drafts_figures_or_saved_replies(leo, olga):
    shelf = make_category("Shelf", by=olga)
    for title, status in (("Out", "published"), ("Within", "internal"), ("Half", "draft")):
        save_article(None, by=olga, title=title, text="T.", status=ArticleStatus(status), category=shelf)
    save_saved_reply(None, by=olga, name="Refund", text="Money back.", shared=True)
    assert {*Article.objects.visible_to(leo).values_list("title", flat=True)} == {"Out", "Within"}
    assert not SavedReply.objects.visible_to(leo)
    assert not Writing.objects.visible_to(leo)


def test_a_changed_role_is_a_fact_and_the_same_role_is_none(olga, anton):
    change_role(anton, Role.SUPERVISOR, by=olga)
    change_role(anton, Role.SUPERVISOR, by=olga)
    (fact,) = StoredEvent.objects.filter(kind=RoleChanged.kind)
    assert (fact.payload["before"], fact.payload["role"], fact.actor_id) == ("agent", "supervisor", olga.pk)
    deactivate_person(anton, by=olga)
    assert StoredEvent.objects.filter(kind=PersonDeactivated.kind, payload__person_id=anton.pk).exists()


def test_nobody_becomes_a_customer_or_a_colleague_by_a_change_of_role(olga, anton, alice):
    for person, role in ((anton, Role.CUSTOMER), (alice, Role.AGENT)):
        with pytest.raises(NotAllowed):
            change_role(person, role, by=olga)


def test_where_somebody_works_is_said_from_both_sides(selma, anton, support, billing):
    set_departments(anton, [billing], by=selma)
    assert [*anton.departments.all()] == [billing]
    assert not support.members.exists()
    set_members(support, [anton], by=selma)
    assert {*anton.departments.all()} == {support, billing}


def test_whoever_may_not_sign_in_comes_back_to_where_they_worked(olga, anton, mia, support):
    deactivate_person(anton, by=olga)
    set_members(support, [mia], by=olga)
    deactivate_person(anton, by=olga, active=True)
    assert {*support.members.all()} == {anton, mia}
