from __future__ import annotations

import pytest

from smartai.core.people.actions import claim_person
from smartai.core.tickets.actions import (
    RequestDraft,
    add_participant,
    adopt_requests,
    hold_request,
    open_ticket,
    send_held_request,
)
from smartai.core.tickets.actions.hold_request import find_held_request
from smartai.core.tickets.actions.links import issue_link, link_token, open_link, revoke_links
from smartai.core.tickets.errors import HeldRequestGone, LinkRefused
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import EmailAddress, Person
from smartai.foundation.events.models import StoredEvent
from tests.cast import OpenTicket

pytestmark = pytest.mark.django_db
DRAFT = RequestDraft(title="Printer", text="It burns.")


def claimed(address: str) -> Ticket:
    return open_ticket(
        DRAFT, requester=claim_person(address, name="Typed", by=NOBODY), by=NOBODY, proven=False
    )


def test_a_request_in_somebodys_name_waits_outside_their_list_until_they_adopt_it(alice: Person) -> None:
    ticket = claimed(alice.email)
    link = link_token(issue_link(ticket, ticket.requester))
    assert not Ticket.objects.own_of(alice).exists()
    assert adopt_requests(alice) == [ticket.pk]
    assert Ticket.objects.own_of(alice).get(proven=True) == ticket
    assert open_link(link).person == alice, "the mailed link goes on"
    assert adopt_requests(alice) == []


def test_an_adopted_claim_leaves_nothing_behind_but_an_empty_row(alice: Person) -> None:
    claimant = claimed(alice.email).requester
    adopt_requests(alice)
    claimant.refresh_from_db()
    assert (claimant.name, claimant.email, claimant.active) == ("", "", False)
    assert not EmailAddress.objects.filter(person=claimant).exists()
    assert not StoredEvent.objects.filter(actor_id=claimant.pk).exists()


def test_nobody_adopts_by_an_unproven_address(alice: Person, carol: Person) -> None:
    ticket = claimed("jonas@harbour.example")
    EmailAddress.objects.create(person=carol, address="jonas@harbour.example")
    assert adopt_requests(carol) == []
    assert adopt_requests(alice) == []
    ticket.refresh_from_db()
    assert not ticket.proven


def test_whoever_was_let_into_a_conversation_keeps_the_seat(
    carol: Person, anton: Person, a_ticket: Ticket
) -> None:
    claimant = claim_person(carol.email, by=NOBODY)
    add_participant(a_ticket, claimant, by=anton)
    link = link_token(issue_link(a_ticket, claimant))
    adopt_requests(carol)
    assert Ticket.objects.own_of(carol).get() == a_ticket
    assert open_link(link).person == carol


def test_a_seat_in_ones_own_request_goes(alice: Person, anton: Person, a_ticket: Ticket) -> None:
    add_participant(a_ticket, claim_person(alice.email, by=NOBODY), by=anton)
    adopt_requests(alice)
    assert not a_ticket.participants.exists()


def test_links_end_when_they_are_revoked_run_out_or_concern_nobody(
    alice: Person, carol: Person, anton: Person, a_ticket: Ticket
) -> None:
    mailed, strange = issue_link(a_ticket, alice), issue_link(a_ticket, carol)
    assert open_link(link_token(mailed)).ticket_id == a_ticket.pk
    revoke_links(a_ticket, by=anton)
    for token in (link_token(mailed), link_token(strange), "", "\ud800"):
        with pytest.raises(LinkRefused):
            open_link(token)


def test_a_held_request_is_sent_once_by_who_proved_its_address(alice: Person, carol: Person) -> None:
    held = hold_request(DRAFT, address=alice.email, holder="browser")
    with pytest.raises(HeldRequestGone):
        find_held_request(held.pk, holder="another browser")
    with pytest.raises(HeldRequestGone):
        send_held_request(held, by=carol)
    ticket = send_held_request(held, by=alice)
    assert send_held_request(held, by=alice) == ticket
    with pytest.raises(HeldRequestGone):
        send_held_request(held, by=carol)
    held.refresh_from_db()
    assert held.draft == {}


def test_another_persons_requests_are_never_adopted(
    alice: Person, carol: Person, open_request: OpenTicket
) -> None:
    open_request(carol)
    assert adopt_requests(alice) == []
