"""The desk: who gets in, what they see, what they can do, and that it costs the same whatever the size."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from smartai.config.drains import drains
from smartai.core.people.actions import create_registration_field, remove_registration_field
from smartai.core.people.models import Profile
from smartai.core.tickets.actions import change_title, reply_as_customer, set_tags
from smartai.core.tickets.catalogue import catalogue, forget_catalogue
from smartai.core.tickets.events import AgentReplied
from smartai.core.tickets.models import Message, Ticket
from smartai.core.workspace.choices import choices, forget_choices
from smartai.foundation.accounts.models import Person, Role
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from smartai.foundation.jobs.drain import drain_until_quiet
from tests.cast import client_of

pytestmark = pytest.mark.django_db
POSTS = ["letters", "status", "assignee", "priority", "department", "title", "tags", "values",
         "links/end", "participants"]  # fmt: skip


def page_of(ticket: Ticket) -> str:
    return f"/desk/tickets/{ticket.pk}/"


VIEWS = ("", "views/mine/", "views/open/", "views/solved/", "search/?q=export", "tickets/new/", "profile/")


@pytest.mark.parametrize("path", [f"/desk/{view}" for view in VIEWS])
def test_pages_open_for_the_team_and_for_nobody_else(path, anton, alice, a_ticket):
    assert client_of(anton).get(path).status_code == 200
    assert client_of(alice).get(path).status_code == 404
    assert client_of(None).get(path).status_code == 302


def test_the_rail_leads_owners_to_settings_and_agents_to_the_articles_they_write(olga, anton):
    owners, agents = (client_of(person).get("/desk/").content.decode() for person in (olga, anton))
    assert ('href="/desk/settings/"' in owners, 'href="/desk/settings/"' in agents) == (True, False)
    assert 'href="/desk/settings/articles/"' in agents


def test_an_agent_reads_the_ticket_with_its_notes(anton, a_ticket, an_answer, a_note):
    page = client_of(anton).get(page_of(a_ticket)).content.decode()
    assert "Here is the full file." in page
    assert "SECRET-NOTE" in page


def test_an_agent_of_another_department_gets_the_404_of_no_ticket(mia, a_ticket):
    client = client_of(mia)
    not_hers, nowhere = client.get(page_of(a_ticket)), client.get("/desk/tickets/999999/")
    assert not_hers.status_code == nowhere.status_code == 404
    assert not_hers.content == nowhere.content


@pytest.mark.parametrize("what", POSTS)
def test_a_change_is_a_post_by_somebody_who_sees_the_ticket(what, mia, anton, alice, a_ticket):
    path = f"{page_of(a_ticket)}{what}/"
    assert client_of(anton).get(path).status_code == 405
    assert client_of(mia).post(path).status_code == 404
    assert client_of(alice).post(path).status_code == 404


@pytest.mark.parametrize(
    ("then", "category"), [("waiting", "waiting"), ("solved", "solved"), ("open", "open")]
)
def test_an_answer_moves_the_ticket_where_the_button_says(then, category, anton, a_ticket):
    last = Message.objects.latest("pk").pk
    typed = {"kind": "reply", "body": "Done.", "then": then, "last_message_id": last, "form_key": "k1"}
    client = client_of(anton)
    for _ in range(2):  # a form that is sent twice
        assert client.post(f"{page_of(a_ticket)}letters/", typed).status_code == 302
    a_ticket.refresh_from_db()
    assert a_ticket.category == category
    assert Message.objects.filter(text="Done.").count() == 1


def test_an_answer_with_files_twice_is_no_problem_and_other_words_are_another_answer(anton, a_ticket):
    client, form = client_of(anton), {"kind": "reply", "body": "", "form_key": "k3"}
    upload = receive([b"before"], "before.txt", 100, person_owner(anton.pk))
    for typed in ({"uploads": upload.key}, {"uploads": upload.key}, {"body": "Second."}):
        assert client.post(f"{page_of(a_ticket)}letters/", {**form, **typed}).status_code == 302
    assert list(a_ticket.messages.order_by("pk").values_list("text", flat=True))[1:] == ["", "Second."]


def test_two_who_answer_at_once_are_asked_first_and_keep_their_text(olga, anton, a_ticket, an_answer):
    typed = {"kind": "reply", "body": "My long answer", "then": "waiting", "form_key": "k2",
             "last_message_id": Message.objects.earliest("pk").pk}  # fmt: skip
    client = client_of(olga)
    stopped = client.post(f"{page_of(a_ticket)}letters/", typed)
    page = stopped.content.decode()
    assert stopped.status_code == 409
    assert "Anton Krause answered while you wrote" in page
    assert "My long answer" in page
    typed["last_message_id"] = an_answer.pk
    assert client.post(f"{page_of(a_ticket)}letters/", typed).status_code == 302


def test_the_small_changes_save(anton, mia, billing, a_ticket):
    client = client_of(anton)
    for what, typed in [("assignee", {"assignee": anton.pk}), ("title", {"title": "New words"}),
                        ("tags", {"tags": "csv, export"}), ("participants", {"email": "new@lake.example"}),
                        ("department", {"department": billing.pk})]:  # fmt: skip
        assert client.post(f"{page_of(a_ticket)}{what}/", typed).status_code == 302
    a_ticket.refresh_from_db()
    assert (a_ticket.assignee, a_ticket.title, a_ticket.department) == (anton, "New words", billing)
    assert a_ticket.participants.count() == 1
    assert a_ticket.tags.count() == 2


def test_a_wrong_address_comes_back_with_what_is_wrong_beside_it(anton, a_ticket):
    answer = client_of(anton).post(f"{page_of(a_ticket)}participants/", {"email": "bob at lake"})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert 'value="bob at lake"' in page
    assert "Write an e-mail address like" in page
    assert a_ticket.participants.count() == 0


def test_a_ticket_keeps_its_title_when_none_is_sent(anton, a_ticket):
    page = client_of(anton).post(f"{page_of(a_ticket)}title/", {"title": " \t "}, follow=True)
    assert "A ticket needs a title." in page.content.decode()
    before, after = a_ticket.title, Ticket.objects.get(pk=a_ticket.pk).title
    assert after == before


def test_a_mail_that_is_just_being_sent_is_no_trouble(anton, a_ticket, an_answer):
    (event,) = StoredEvent.objects.filter(kind=AgentReplied.kind)
    leased = timezone.now() + timedelta(minutes=2)
    StoredEvent.objects.filter(pk=event.pk).update(attempts=1, leased_until=leased)
    page = client_of(anton).get(page_of(a_ticket)).content.decode()
    assert "On its way by e-mail" in page
    StoredEvent.objects.filter(pk=event.pk).update(leased_until=None, last_error="No answer")
    assert "Not delivered yet" in client_of(anton).get(page_of(a_ticket)).content.decode()


def test_what_people_wrote_comes_out_escaped(anton, alice, a_ticket):
    evil = "<img src=x onerror=alert(1)>"
    Person.objects.filter(pk=alice.pk).update(name=evil)
    change_title(a_ticket, evil, by=anton)
    set_tags(a_ticket, [evil], by=anton)
    client = client_of(anton)
    for path in (page_of(a_ticket), "/desk/", "/desk/search/?q=" + evil):
        assert "<img src=x" not in client.get(path).content.decode()


def cost_of(path: str, reader: Person) -> int:
    """Statements of one visit."""
    client = client_of(reader)
    client.get(path)
    for forget, look in ((forget_choices, choices), (forget_catalogue, catalogue)):
        forget()
        look()  # kept for a second: they are no part of what a page costs
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)


def test_a_page_costs_the_same_with_three_and_with_sixty_tickets(
    anton, alice, support, open_request, a_ticket
):
    paths = ["/desk/", page_of(a_ticket)]
    before = [cost_of(path, anton) for path in paths]
    for n in range(60):
        open_request(alice, support, f"Number {n}")
        reply_as_customer(a_ticket, f"More {n}", by=alice)
    assert [cost_of(path, anton) for path in paths] == before
    assert max(before) <= 8


def test_a_ticket_with_files_and_with_mails_sent_and_still_to_be_written_costs_eight_statements(
    anton, a_ticket, an_answer
):
    drain_until_quiet(drains()[:2])
    stored = receive([b"a,b"], "orders.csv", 1_000, person_owner(anton.pk))
    typed = {"kind": "reply", "body": "The rest", "form_key": "k", "uploads": stored.key,
             "last_message_id": an_answer.pk}  # fmt: skip
    assert client_of(anton).post(f"{page_of(a_ticket)}letters/", typed).status_code == 302
    page = client_of(anton).get(page_of(a_ticket)).content.decode()
    assert ("orders.csv" in page, "Kept in the outbox" in page, "On its way by e-mail" in page) == (True,) * 3
    assert cost_of(page_of(a_ticket), anton) <= 8


def test_the_first_owner_is_made_once_and_the_page_ends():
    client = client_of(None)
    typed = {"name": "Olga", "email": "olga@northwind.example", "password": "a long enough one 77"}
    assert client.get("/desk/first-owner/").status_code == 200
    assert client.post("/desk/first-owner/", typed).status_code == 302
    assert Person.objects.get(role=Role.OWNER).name == "Olga"
    assert client.get("/desk/first-owner/").status_code == 404
    assert client_of(None).post("/desk/first-owner/", typed).status_code == 404


def test_an_agent_opens_a_ticket_for_somebody_new(anton, support):
    typed = {"email": "new@lake.example", "name": "New", "title": "Your call", "message": "As we said",
             "department": support.pk, "form_key": "k3"}  # fmt: skip
    assert client_of(anton).post("/desk/tickets/new/", typed).status_code == 302
    assert Ticket.objects.get(title="Your call").proven is False


def test_the_form_for_a_new_ticket_twice_is_one_ticket_and_with_another_address_two(anton, support):
    typed = {"title": "Call back", "message": "Hello", "department": support.pk, "form_key": "k4"}
    for email in ("rosa@mill.example", "rosa@mill.example", "ines@mill.example"):
        assert client_of(anton).post("/desk/tickets/new/", {**typed, "email": email}).status_code == 302
    assert sorted(Ticket.objects.values_list("requester__email", flat=True)) == [
        "ines@mill.example",
        "rosa@mill.example",
    ]


def test_a_code_is_asked_for_at_the_desk_and_can_be_asked_for_again(anton):
    client = client_of(None)
    asked = client.post("/desk/sign-in/?next=/desk/profile/", {"address": anton.email, "way": "code"})
    assert asked.headers["Location"] == "/support/sign-in/code/"
    page = client.get(asked.headers["Location"]).content.decode()
    assert "/desk/sign-in/?next=%2Fdesk%2Fprofile%2F" in page
    assert client.post("/support/sign-in/code/again/").headers["Location"] == asked.headers["Location"]


def test_the_team_reads_what_a_customer_told_at_registration(anton, olga, alice, a_ticket):
    question = create_registration_field("How many seats", by=olga)
    Profile.objects.filter(person=alice).update(phone="+49 30 1234", answers={str(question.pk): "About <40>"})
    remove_registration_field(question, by=olga)
    for client, path in [(client_of(anton), page_of(a_ticket)),
                         (client_of(olga), f"/desk/settings/customers/{alice.pk}/")]:  # fmt: skip
        page = client.get(path).content.decode()
        assert "+49 30 1234" in page
        assert "How many seats" in page
        assert "About &lt;40&gt;" in page


def test_the_customers_clock_is_the_customers_and_not_the_readers(a_ticket, alice, anton, time_machine):
    time_machine.move_to("2026-07-01T10:30:00+00:00")
    Person.objects.filter(pk=alice.pk).update(time_zone="Asia/Tokyo")
    Person.objects.filter(pk=anton.pk).update(time_zone="Europe/Berlin")
    assert "19:30 there" in client_of(anton).get(f"/desk/tickets/{a_ticket.pk}/").content.decode()


def test_an_empty_installation_leads_to_its_first_owner(db):
    assert client_of(None).get("/desk/", follow=True).redirect_chain[-1][0] == "/desk/first-owner/"
