"""What is past its time goes, as the owner chose it, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from smartai.core.privacy.actions import counts_by_age, retain
from smartai.core.privacy.events import RequestErased
from smartai.core.tickets.actions import (
    change_title,
    close_ticket,
    reply_as_customer,
    set_tags,
)
from smartai.core.tickets.models import Message, Ticket
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.models import Session
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.paths import path_of
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from smartai.foundation.mail.models import OutgoingMail
from tests.cast import DEMO, choose, client_of

pytestmark = pytest.mark.django_db
files = pytest.mark.django_db(transaction=True)
PRESENT = "/desk/settings/choices/retention/"


def closed(ticket: Ticket, days: int) -> Ticket:
    """As if it had been closed so many days ago."""
    close_ticket(ticket, by=ticket.requester)
    then = timezone.now() - timedelta(days=days)
    Ticket.objects.filter(pk=ticket.pk).update(ended_at=then, changed_at=then)
    return Ticket.objects.get(pk=ticket.pk)


def words() -> str:
    return "\n".join(Message.objects.values_list("text", flat=True))


def test_everything_is_kept_until_an_owner_chooses_otherwise(a_ticket, a_note):
    closed(a_ticket, 3_000)
    assert retain(by=DEMO) == 0
    assert "SECRET-NOTE" in words()


def test_a_closed_request_loses_its_words_and_keeps_its_number(a_ticket, a_note, an_answer, olga):
    change_title(a_ticket, "Export of the zebra stops", by=olga)
    closed(a_ticket, 91)
    choose("retention", erase_closed_days=90)
    assert retain(by=DEMO) == 1
    ticket = Ticket.objects.get()
    assert (ticket.pk, ticket.title, ticket.ended) == (a_ticket.pk, "[erased]", True)
    assert words().strip() == ""
    assert not OutgoingMail.objects.filter(about_ticket=ticket.pk).exists()
    assert "zebra" not in str(list(StoredEvent.objects.filter(ticket_id=ticket.pk).values_list("payload")))
    assert StoredEvent.objects.filter(kind=RequestErased.kind, ticket_id=ticket.pk).count() == 1
    assert retain(by=DEMO) == 0


def test_it_is_found_by_nothing_any_more(a_ticket, olga):
    closed(a_ticket, 91)
    choose("retention", erase_closed_days=90)
    retain(by=DEMO)
    assert b"row 10,000" not in client_of(olga).get("/desk/search/?q=export").content
    assert client_of(olga).get(f"/desk/tickets/{a_ticket.pk}/").status_code == 200
    assert client_of(a_ticket.requester).get(f"/support/requests/{a_ticket.pk}/").status_code == 200


def test_open_young_and_tagged_requests_are_left_alone(a_ticket, open_request, alice, bob, olga):
    young, tagged = closed(open_request(alice), 89), closed(open_request(bob), 400)
    set_tags(tagged, ["Keep"], by=olga)
    Ticket.objects.filter(pk=tagged.pk).update(ended_at=timezone.now() - timedelta(days=400))
    choose("retention", erase_closed_days=90)
    assert retain(by=DEMO) == 0
    assert not Ticket.objects.filter(pk__in=[a_ticket.pk, young.pk, tagged.pk], title="[erased]").exists()


@files
def test_files_may_go_before_the_words(a_ticket, alice, olga):
    stored = receive([b"a,b\n1,2\n"], "orders.csv", 1_000, person_owner(alice.pk))
    reply_as_customer(
        a_ticket, "With a file.", by=alice, uploads=[stored.key], uploader=person_owner(alice.pk)
    )
    closed(a_ticket, 61)
    choose("retention", erase_files_days=60)
    path = path_of(stored)
    assert path.exists()
    assert retain(by=DEMO) == 1
    assert not path.exists()
    assert "With a file." in words()
    assert retain(by=DEMO) == 0


def test_a_customer_who_has_not_been_here_is_forgotten(a_ticket, alice, bob):
    closed(a_ticket, 500)
    then = timezone.now() - timedelta(days=500)
    for person in (alice, bob):
        person.created_at = then
        person.save()
    start_session(bob)
    choose("retention", forget_customers_days=400)
    assert retain(by=DEMO) == 1
    alice.refresh_from_db()
    bob.refresh_from_db()
    assert alice.erased_at is not None
    assert bob.erased_at is None


def test_a_customer_with_an_open_or_a_kept_request_is_not(a_ticket, open_request, alice, bob, olga):
    kept = closed(open_request(bob), 500)
    set_tags(kept, ["keep"], by=olga)
    then = timezone.now() - timedelta(days=500)
    Ticket.objects.update(changed_at=then)
    for person in (alice, bob):
        person.created_at = then
        person.save()
    Session.objects.all().delete()
    choose("retention", forget_customers_days=400)
    assert retain(by=DEMO) == 0


def test_the_page_says_what_it_would_take_before_anything_is_chosen(a_ticket, open_request, bob, olga):
    closed(a_ticket, 100)
    closed(open_request(bob), 800)
    assert counts_by_age((30, 365, 1_095)) == {30: 2, 365: 1, 1_095: 0}
    assert "What would be erased today" in client_of(olga).get(PRESENT).content.decode()


def test_a_slip_of_the_keyboard_erases_nothing(olga):
    page = client_of(olga).post(PRESENT, {"erase_closed_days": "3", "kept_tag": "keep"})
    assert page.status_code == 422
    assert "At least 30 days, or 0." in page.content.decode()


def test_only_the_product_itself_erases(olga):
    with pytest.raises(NotAllowed):
        retain(by=olga)
