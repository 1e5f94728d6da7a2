"""What happens when the page an agent looks at is older than the ticket."""

from __future__ import annotations

import pytest

from smartai.core.departments.actions import archive_department
from smartai.core.people.actions import deactivate_person
from smartai.core.tickets.actions import add_note, archive_status, save_status
from smartai.core.tickets.catalogue import catalogue, forget_catalogue
from smartai.core.tickets.models import Category, Message
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_who_is_held_back_keeps_text_and_files_and_sees_what_came(olga, a_ticket, an_answer, a_note):
    stored = receive([b"a,b"], "orders.csv", 1_000, person_owner(olga.pk))
    typed = {"kind": "reply", "body": "My long answer", "form_key": "k", "uploads": stored.key,
             "last_message_id": Message.objects.earliest("pk").pk}  # fmt: skip
    client = client_of(olga)
    held_back = client.post(f"/desk/tickets/{a_ticket.pk}/letters/", typed)
    page = held_back.content.decode()
    assert held_back.status_code == 409
    assert "My long answer" in page
    assert f'name="uploads" value="{stored.key}"' in page
    before, after = page.split("New while you wrote")
    assert "the file ends at row 10,000" in before
    assert "Here is the full file." in after
    typed["last_message_id"] = a_note.pk
    assert client.post(f"/desk/tickets/{a_ticket.pk}/letters/", typed).status_code == 302
    assert Message.objects.latest("pk").attachments.count() == 1


def test_a_form_that_was_sent_already_is_not_held_back_by_what_came_after_it(anton, olga, a_ticket):
    typed = {"kind": "reply", "body": "Done.", "form_key": "k", "last_message_id": Message.objects.get().pk}
    client = client_of(anton)
    first = client.post(f"/desk/tickets/{a_ticket.pk}/letters/", typed)
    add_note(a_ticket, "Well done.", by=olga)
    assert client.post(f"/desk/tickets/{a_ticket.pk}/letters/", typed)["Location"] == first["Location"]
    assert Message.objects.filter(text="Done.").count() == 1


def test_what_left_the_list_meanwhile_changes_nothing_and_says_so(anton, mia, olga, billing, a_ticket):
    waiting_for_parts = save_status(None, by=olga, name="Parts", category=Category.ON_HOLD, position=9)
    archive_status(waiting_for_parts, by=olga)
    archive_department(billing, by=olga)
    deactivate_person(mia, by=olga, active=False)
    forget_catalogue()
    client, address = client_of(anton), f"/desk/tickets/{a_ticket.pk}/"
    for what, chosen in [("status", waiting_for_parts), ("department", billing), ("assignee", mia)]:
        page = client.post(f"{address}{what}/", {what: chosen.pk}, follow=True).content.decode()
        assert "Nothing was changed." in page
    after = type(a_ticket).objects.get(pk=a_ticket.pk)
    assert (after.status, after.department, after.assignee) == (a_ticket.status, a_ticket.department, None)


def test_a_status_that_another_process_made_just_now_is_known(anton, olga, a_ticket):
    client, address = client_of(anton), f"/desk/tickets/{a_ticket.pk}/"
    client.get(address)
    forget_catalogue()
    catalogue()  # kept for a second from now on
    new = type(a_ticket.status).objects.create(name="Parts", category=Category.ON_HOLD, position=9)
    for status in (new, a_ticket.status):
        assert client.post(f"{address}status/", {"status": status.pk}).status_code == 302
    assert client.get(address).status_code == 200


def test_the_draft_of_a_new_ticket_ends_when_the_ticket_is_open(anton, support):
    client = client_of(anton)
    typed = {"email": "new@lake.example", "title": "Call", "message": "As said", "department": support.pk}
    form = client.get("/desk/tickets/new/").content.decode()
    page = client.post("/desk/tickets/new/", typed, follow=True).content.decode()
    name = f"desk-{anton.pk}-new"
    assert f'data-draft="{name}"' in form
    assert f'data-draft-sent="{name}"' in page
