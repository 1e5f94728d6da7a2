"""Colleagues, their roles and departments, and what becomes of tickets when one of them goes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from smartai.core.departments.models import Department
from smartai.core.people.actions import deactivate_person
from smartai.core.tickets.actions import assign_ticket
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import Person, Role, Session
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def url(name: str, *args: int) -> str:
    return reverse(f"console:{name}", args=args)


def test_an_owner_invites_with_role_and_departments(olga, support, billing):
    typed = {
        "address": "Noor@Northwind.example", "name": "Noor", "role": "supervisor",
        "departments": [support.pk, billing.pk],
    }  # fmt: skip
    assert client_of(olga).post(url("colleagues"), typed).status_code == 302
    noor = Person.objects.get(email="noor@northwind.example")
    assert noor.role == Role.SUPERVISOR
    assert {*noor.departments.all()} == {support, billing}


@pytest.mark.parametrize("role", ["customer", "root", ""])
def test_nobody_is_invited_in_another_role(role, olga):
    answer = client_of(olga).post(url("colleagues"), {"address": "x@x.example", "name": "X", "role": role})
    assert answer.status_code == 422
    assert not Person.objects.filter(email="x@x.example").exists()


def test_colleagues_are_found_by_a_part_of_name_or_address(olga, mia, leo):
    page = client_of(olga).get(url("colleagues"), {"q": "KELL"}).content.decode()
    assert "Mia Keller" in page
    assert "Leo Brandt" not in page
    assert "Nothing for" in client_of(olga).get(url("colleagues"), {"q": "zebra"}).content.decode()


def test_the_list_says_who_was_there(olga, mia):
    page = client_of(olga).get(url("colleagues")).content.decode()
    assert page.count("Not signed in") == 1
    assert "Seen" in page


def test_an_owner_changes_role_and_departments_at_once(olga, anton, billing):
    typed = {"role": "light", "departments": [billing.pk]}
    assert client_of(olga).post(url("colleague", anton.pk), typed).status_code == 302
    anton.refresh_from_db()
    assert (anton.role, [*anton.departments.all()]) == (Role.LIGHT, [billing])


def test_the_tickets_of_somebody_who_becomes_a_light_agent_are_nobodys(olga, anton, a_ticket, support):
    assign_ticket(a_ticket, anton, by=olga)
    typed = {"role": "light", "departments": [support.pk]}
    page = client_of(olga).post(url("colleague", anton.pk), typed, follow=True).content.decode()
    assert "1 open ticket is nobody&#39;s now." in page or "1 open ticket is nobody's now." in page
    assert Ticket.objects.get(pk=a_ticket.pk).assignee is None


def test_a_supervisor_says_who_works_where_and_decides_no_role(selma, anton, billing):
    page = client_of(selma).get(url("colleague", anton.pk)).content.decode()
    assert 'name="role"' not in page
    assert url("colleague-departure", anton.pk) not in page
    sent = {"role": "owner", "departments": [billing.pk]}
    assert client_of(selma).post(url("colleague", anton.pk), sent).status_code == 302
    anton.refresh_from_db()
    assert (anton.role, [*anton.departments.all()]) == (Role.AGENT, [billing])


def test_a_supervisor_invites_nobody_and_makes_no_department(selma, support):
    sent = {"address": "x@x.example", "name": "X", "role": "owner"}
    assert client_of(selma).post(url("colleagues"), sent).status_code == 403
    assert client_of(selma).post(url("departments"), {"name": "Sales"}).status_code == 403
    assert 'name="address"' not in client_of(selma).get(url("colleagues")).content.decode()
    assert Department.objects.count() == 1


def test_a_supervisor_changes_the_members_of_a_department_and_not_its_name(selma, support, mia):
    sent = {"name": "Renamed", "members": [mia.pk]}
    assert client_of(selma).post(url("department", support.pk), sent).status_code == 302
    support.refresh_from_db()
    assert (support.name, [*support.members.all()]) == ("Support", [mia])


def test_whoever_leaves_hands_their_open_tickets_over(olga, anton, mia, a_ticket):
    assign_ticket(a_ticket, anton, by=olga)
    leaving, client = client_of(anton), client_of(olga)
    page = client.get(url("colleague-departure", anton.pk)).content.decode()
    assert "1 open ticket is assigned to them." in page
    assert f'<option value="{anton.pk}"' not in page
    page = client.post(url("colleague-departure", anton.pk), {"heir": mia.pk}, follow=True).content.decode()
    assert url("colleague-return", anton.pk) in page
    assert Ticket.objects.get(pk=a_ticket.pk).assignee == mia
    assert leaving.get(reverse("desk:home")).status_code == 302
    assert client.get(url("colleague-departure", anton.pk)).status_code == 404


@pytest.mark.parametrize("heir", ["leo", "alice", "9" * 30, "x"])
def test_nobody_inherits_who_can_not_answer(heir, olga, anton, leo, alice, a_ticket, request):
    assign_ticket(a_ticket, anton, by=olga)
    number = request.getfixturevalue(heir).pk if heir in ("leo", "alice") else heir
    assert client_of(olga).post(url("colleague-departure", anton.pk), {"heir": number}).status_code == 422
    assert Person.objects.get(pk=anton.pk).active


def test_the_last_owner_neither_leaves_nor_steps_down(olga, support):
    client = client_of(olga)
    assert client.post(url("colleague-departure", olga.pk)).status_code == 422
    answer = client.post(url("colleague", olga.pk), {"role": "agent", "departments": []})
    assert answer.status_code == 422
    assert "the last owner stays one" in answer.content.decode()
    assert Person.objects.get(pk=olga.pk).is_owner
    assert Session.objects.filter(person=olga).exists()


def test_whoever_comes_back_may_sign_in_and_works_where_they_worked(olga, anton, support):
    deactivate_person(anton, by=olga)
    assert client_of(olga).post(url("colleague-return", anton.pk)).status_code == 302
    assert Person.objects.get(pk=anton.pk).active
    assert [*anton.departments.all()] == [support]


def test_an_archived_departments_tickets_go_where_the_owner_says(olga, support, billing, a_ticket):
    client = client_of(olga)
    page = client.get(url("department-archive", support.pk)).content.decode()
    assert "There is 1 open ticket in it." in page
    sent = {"into": billing.pk}
    page = client.post(url("department-archive", support.pk), sent, follow=True).content.decode()
    assert "1 ticket went on." in page
    assert Ticket.objects.get(pk=a_ticket.pk).department == billing
    assert client.get(url("department-archive", support.pk)).status_code == 404
    client.post(url("department-return", support.pk))
    assert Department.objects.get(pk=support.pk).archived_at is None


def test_tickets_may_stay_in_an_archived_department(olga, support, billing, a_ticket):
    client_of(olga).post(url("department-archive", support.pk), {"into": ""})
    assert Ticket.objects.get(pk=a_ticket.pk).department == support


def test_the_last_department_stays_and_its_tickets_with_it(olga, support, a_ticket):
    assert client_of(olga).post(url("department-archive", support.pk)).status_code == 422
    assert Department.objects.get(pk=support.pk).archived_at is None


def test_what_was_changed_meanwhile_is_not_overwritten(olga, anton, billing):
    client = client_of(olga)
    page = client.get(url("colleague", anton.pk)).content.decode()
    seen = page.split('name="seen" value="')[1].split('"')[0]
    client.post(url("colleague", anton.pk), {"role": "supervisor", "departments": []})
    sent = {"role": "agent", "departments": [billing.pk], "seen": seen}
    assert client.post(url("colleague", anton.pk), sent).status_code == 409
    assert Person.objects.get(pk=anton.pk).role == Role.SUPERVISOR
