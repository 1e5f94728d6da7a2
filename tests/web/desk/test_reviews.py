"""Requests that wait for a decision: their list, their mark, and the two buttons."""

from __future__ import annotations

import pytest

from smartai.core.people.actions import claim_person
from smartai.core.tickets.actions import RequestDraft, open_ticket
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.actors import NOBODY
from tests.cast import client_of
from tests.web.desk.test_solving import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(support) -> Ticket:
    writer = claim_person("writer@elsewhere.example", name="Writer", by=NOBODY)
    draft = RequestDraft(title="Is it open", text="On Sunday?", department_id=support.pk)
    return open_ticket(draft, requester=writer, by=NOBODY, proven=False, held=True)


def read(client, path):
    return client.get(path).content.decode()


def test_the_list_is_there_while_something_waits_and_marks_it(held, anton, mia):
    client = client_of(anton)
    assert "/desk/views/to-review/" in read(client, "/desk/")
    assert '<span class="tag warn">To look at</span>' in read(client, "/desk/views/to-review/")
    assert "/desk/views/to-review/" not in read(client_of(mia), "/desk/")


def test_without_any_the_rail_says_nothing_of_it(a_ticket, anton):
    page = read(client_of(anton), f"/desk/tickets/{a_ticket.pk}/")
    assert "to-review" not in page
    assert "Nobody could tell" not in page


def test_accepting_and_refusing_are_a_button_each_and_can_be_undone(held, anton):
    client = client_of(anton)
    page = read(client, f"/desk/tickets/{held.pk}/")
    for button, after in ((">Accept<", None), (">Refuse<", "refused")):
        told = client.post(form_of(page, button), follow=True).content.decode()
        assert Ticket.objects.get().review == after
        client.post(form_of(told, "Undo"))
        assert Ticket.objects.get().review == "waiting"


def test_a_second_decision_is_told_about_the_first(held, anton, olga):
    page = read(client_of(anton), f"/desk/tickets/{held.pk}/")
    client_of(olga).post(form_of(page, ">Refuse<"))
    told = client_of(anton).post(form_of(page, ">Accept<"), follow=True).content.decode()
    assert "Somebody has decided about this already." in told
    assert Ticket.objects.get().review == "refused"


@pytest.mark.parametrize(("query", "found"), [("is:held", True), ("is:refused", False)])
def test_the_search_knows_them(query, found, held, anton):
    assert ("Is it open" in read(client_of(anton), f"/desk/search/?q={query}&all=1")) is found
