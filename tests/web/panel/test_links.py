"""The links of e-mails: one request, nothing else."""

from __future__ import annotations

import pytest
from django.test import Client

from smartai.core.satisfaction.models import Rating
from smartai.core.tickets.actions import (
    close_ticket,
    issue_link,
    link_token,
    remove_participant,
    revoke_links,
)
from smartai.core.tickets.models import Ticket
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(a_ticket, alice) -> str:
    return f"/support/link/{link_token(issue_link(a_ticket, alice))}/"


def test_a_link_opens_the_request_for_reading_and_answering(a_ticket, an_answer, a_note, link):
    client = Client(enforce_csrf_checks=True)
    page = client.get(link).content.decode()
    assert "Here is the full file." in page
    assert "SECRET-NOTE" not in page
    sent = {"text": "Thanks."}
    response = client.post(f"{link}reply/", sent, headers={"Origin": "null"})
    assert response.status_code == 302
    assert a_ticket.messages.latest("pk").text == "Thanks."
    newer = client.get(f"{link}newer/?after={an_answer.pk}").content.decode()
    assert "<bdi>You</bdi>" in newer
    client.post(f"{link}close/", {"solved": "yes"})
    client.post(f"{link}rating/", {"score": "good"})
    assert Rating.objects.filter(ticket=a_ticket).exists()


def test_it_opens_nothing_else_and_signs_nobody_in(link, a_ticket):
    client = client_of(None)
    response = client.get(link)
    assert "smartai_session" not in response.cookies
    assert "alice@lake.example" not in response.content.decode()
    assert client.get("/support/requests/").status_code == 302
    assert client.get(f"/support/requests/{a_ticket.pk}/").status_code == 302
    assert client.get(f"{link}links/end/").status_code == 404


def test_opening_changes_nothing_because_mail_scanners_do(link, a_ticket, an_answer):
    before = Ticket.objects.values().get(pk=a_ticket.pk)
    client = client_of(None)
    assert client.get(link).status_code == client.head(link).status_code == 200
    client.get(f"{link}newer/")
    for part in ("", "reply/", "close/", "reopen/", "rating/"):
        assert client.post(f"{link}{part}").status_code == 302
        assert client.post(f"{link}{part}", b"", content_type="application/octet-stream").status_code == 302
    assert Ticket.objects.values().get(pk=a_ticket.pk) == before
    assert before["unread"]
    assert not client.cookies.get("smartai_session")


def test_its_address_is_kept_nowhere(link):
    for address in (link, "/support/link/unknown/"):
        headers = client_of(None).get(address).headers
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"
        assert "noindex" in headers["X-Robots-Tag"]


def test_unknown_expired_and_revoked_links_get_one_friendly_page(link, a_ticket, alice, later):
    client = client_of(None)
    unknown = client.get("/support/link/unknown/")
    revoke_links(a_ticket, by=alice)
    revoked = client.get(link)
    expiring = f"/support/link/{link_token(issue_link(a_ticket, alice))}/"
    later(days=31)
    expired = client.get(expiring)
    assert {unknown.status_code, revoked.status_code, expired.status_code} == {404}
    assert unknown.content == revoked.content == expired.content
    assert "/support/sign-in/" in unknown.content.decode()
    assert client.post(f"{link}reply/", {"text": "Hi"}).status_code == 404
    assert a_ticket.messages.count() == 1


def test_whoever_is_signed_in_goes_to_the_usual_page(link, a_ticket, alice, carol):
    assert client_of(alice).get(link).headers["Location"] == f"/support/requests/{a_ticket.pk}/"
    page = client_of(carol).get(link)
    assert page.status_code == 200
    assert carol.email not in page.content.decode()


def test_who_takes_part_no_more_has_no_link_any_more(a_ticket, bob, anton):
    from smartai.core.tickets.actions import add_participant

    add_participant(a_ticket, bob, by=anton)
    address = f"/support/link/{link_token(issue_link(a_ticket, bob))}/"
    assert client_of(None).get(address).status_code == 200
    remove_participant(a_ticket, bob, by=anton)
    assert client_of(None).get(address).status_code == 404


def test_a_late_reply_leads_to_the_new_request_by_a_link_of_its_own(a_ticket, alice, later):
    close_ticket(a_ticket, by=alice)
    later(days=15)
    link = f"/support/link/{link_token(issue_link(a_ticket, alice))}/"
    client = client_of(None)
    response = client.post(f"{link}reply/", {"text": "It is back."})
    assert response.headers["Location"] != link
    assert "It is back." in client.get(response.headers["Location"]).content.decode()
    assert Ticket.objects.get(follows=a_ticket).requester == alice
