"""Answering a request."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from smartai.core.tickets.actions import close_ticket, save_custom_field
from smartai.core.tickets.models import FieldKind, Ticket
from smartai.core.workspace.actions import create_panel
from smartai.foundation.files.models import StoredFile, StoredState
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db


def reply_to(ticket, client, **typed):
    return client.post(f"/support/requests/{ticket.pk}/reply/", typed)


def test_a_reply_is_there_and_its_draft_is_dropped_once(a_ticket, alice):
    client = client_of(alice)
    page = client.get(reply_to(a_ticket, client, text="Still broken.", key="k" * 43).headers["Location"])
    assert "Still broken." in page.content.decode()
    assert f'data-draft-sent="reply-{a_ticket.pk}-{alice.pk}"' in page.content.decode()
    assert "data-draft-sent" not in client.get(f"/support/requests/{a_ticket.pk}/").content.decode()


def test_the_same_form_twice_is_one_letter(a_ticket, alice):
    client = client_of(alice)
    for _ in range(2):
        assert reply_to(a_ticket, client, text="Once.", key="k" * 43).status_code == 302
    assert a_ticket.messages.filter(text="Once.").count() == 1


def test_a_reply_with_files_that_is_sent_twice_is_no_problem(a_ticket, alice):
    upload = receive([b"before"], "before.txt", 100, person_owner(alice.pk))
    client = client_of(alice)
    answers = [reply_to(a_ticket, client, key="k", text="", uploads=upload.key) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_whoever_goes_back_and_writes_something_else_sends_something_else(a_ticket, alice):
    client = client_of(alice)
    for text in ("First.", "Second."):
        reply_to(a_ticket, client, text=text, key="k" * 43)
    assert [letter.text for letter in a_ticket.messages.order_by("pk")][1:] == ["First.", "Second."]


def test_one_persons_form_key_is_not_anothers(a_ticket, alice, carol, open_request):
    other = open_request(carol)
    for ticket, person in ((a_ticket, alice), (other, carol)):
        assert reply_to(ticket, client_of(person), text="Mine.", key="same").status_code == 302
        assert ticket.messages.filter(text="Mine.").count() == 1


@pytest.mark.parametrize(
    ("text", "kept"), [("", ""), (" \n\t", ""), ("x" * 50_001, "x" * 50_001)], ids=["empty", "blank", "long"]
)
def test_what_cannot_be_sent_comes_back_with_its_text(a_ticket, alice, text, kept):
    response = reply_to(a_ticket, client_of(alice), text=text)
    assert response.status_code == 422
    assert kept in response.content.decode()
    assert a_ticket.messages.count() == 1


def test_characters_that_no_database_keeps_are_dropped(a_ticket, alice):
    assert reply_to(a_ticket, client_of(alice), text="a\x00b", key="\x00" * 300).status_code == 302
    assert a_ticket.messages.latest("pk").text == "ab"


def test_markup_is_shown_as_text(a_ticket, alice):
    client = client_of(alice)
    reply_to(a_ticket, client, text="<img src=x onerror=alert(1)>")
    assert "<img src=x" not in client.get(f"/support/requests/{a_ticket.pk}/").content.decode()


def test_files_come_with_the_form_or_were_uploaded_before(a_ticket, alice):
    upload = receive([b"before"], "before.txt", 100, person_owner(alice.pk))
    posted = SimpleUploadedFile("with.txt", b"with the form")
    assert reply_to(a_ticket, client_of(alice), uploads=upload.key, files=posted).status_code == 302
    names = a_ticket.messages.latest("pk").attachments.values_list("file__name", flat=True)
    assert sorted(names) == ["before.txt", "with.txt"]


def test_good_files_survive_a_reply_that_could_not_be_sent(a_ticket, alice):
    choose("form", max_files=2)
    files = [SimpleUploadedFile(f"{n}.txt", b"x") for n in range(3)]
    response = reply_to(a_ticket, client_of(alice), text="Three", files=files)
    assert response.status_code == 422
    assert "At most 2 files." in response.content.decode()
    assert response.content.decode().count('name="uploads"') == 2
    assert "Three" in response.content.decode()


def test_nobody_sends_somebody_elses_upload(a_ticket, alice, carol):
    hers = receive([b"hers"], "hers.txt", 100, person_owner(carol.pk))
    assert reply_to(a_ticket, client_of(alice), text="Mine", uploads=hers.key).status_code == 422
    assert StoredFile.objects.get(pk=hers.pk).state == StoredState.UPLOADED


def test_floods_are_stopped_and_the_text_is_kept(a_ticket, alice):
    choose("protection", replies_per_hour=1)
    client = client_of(alice)
    assert reply_to(a_ticket, client, text="One").status_code == 302
    response = reply_to(a_ticket, client, text="Two words")
    assert response.status_code == 429
    assert "Two words" in response.content.decode()
    assert int(response.headers["Retry-After"]) > 0


def test_a_reply_opens_an_ended_request_again_within_the_days(a_ticket, alice):
    close_ticket(a_ticket, by=alice)
    reply_to(a_ticket, client_of(alice), text="One more thing.")
    assert not Ticket.objects.get(pk=a_ticket.pk).ended


def test_later_it_begins_a_new_request_and_both_name_each_other(a_ticket, alice, later):
    close_ticket(a_ticket, by=alice)
    later(days=15)
    client = client_of(alice)
    assert "A reply begins a new request" in client.get(f"/support/requests/{a_ticket.pk}/").content.decode()
    response = reply_to(a_ticket, client, text="It is back.")
    new = Ticket.objects.get(follows=a_ticket)
    assert response.headers["Location"] == f"/support/requests/{new.pk}/"
    assert f"#{a_ticket.pk} ended a while ago" in client.get(response.headers["Location"]).content.decode()
    old = client.get(f"/support/requests/{a_ticket.pk}/").content.decode()
    assert f'href="/support/requests/{new.pk}/"' in old


def test_a_reply_that_begins_a_new_request_was_asked_nothing_and_stays_in_its_panel(
    a_ticket, alice, olga, later
):
    shop = create_panel("Shop", by=olga)
    Ticket.objects.filter(pk=a_ticket.pk).update(panel=shop)
    save_custom_field(None, by=olga, label="Order", kind=FieldKind.NUMBER, required=True)
    close_ticket(a_ticket, by=alice)
    later(days=15)
    assert reply_to(a_ticket, client_of(alice), text="It is back.").status_code == 302
    assert Ticket.objects.get(follows=a_ticket).panel == shop


def test_enter_sends_when_the_owner_wants_it(a_ticket, alice):
    address = f"/support/requests/{a_ticket.pk}/"
    assert 'data-enter="send"' not in client_of(alice).get(address).content.decode()
    choose("panel", enter_sends=True)
    page = client_of(alice).get(address).content.decode()
    assert 'data-enter="send"' in page
    assert "ENTER sends, SHIFT+ENTER makes a line." in page


def test_without_files_in_the_form_there_are_none_in_replies(a_ticket, alice):
    choose("form", attachments="hidden")
    client = client_of(alice)
    assert 'type="file"' not in client.get(f"/support/requests/{a_ticket.pk}/").content.decode()
    reply_to(a_ticket, client, text="With one", files=SimpleUploadedFile("x.txt", b"x"))
    assert not a_ticket.messages.latest("pk").has_attachments
