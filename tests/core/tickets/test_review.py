"""A request that nobody could tell from a robot's waits for a decision, and nothing is lost meanwhile."""

from __future__ import annotations

import pytest

from smartai.core.people.actions import claim_person
from smartai.core.tickets.actions import (
    RequestDraft,
    accept_request,
    change_status,
    open_ticket,
    refuse_request,
    reply_as_agent,
    review_again,
)
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.errors import NothingToReview
from smartai.core.tickets.models import Category, Ticket
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.models import StoredEvent
from smartai.reactions.notifications.kinds import Kind
from tests.reactions.notifications.post import kinds_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(support) -> Ticket:
    writer = claim_person("writer@elsewhere.example", name="Writer", by=NOBODY)
    draft = RequestDraft(title="Is it open", text="On Sunday?", department_id=support.pk)
    return open_ticket(draft, requester=writer, by=NOBODY, proven=False, held=True)


def writer(ticket: Ticket) -> Person:
    return ticket.requester


def facts(ticket: Ticket) -> list[str]:
    kinds = StoredEvent.objects.filter(ticket_id=ticket.pk).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("tickets.") for kind in kinds]


def test_it_is_there_for_the_team_and_its_requester_hears_nothing(held, anton):
    assert Ticket.objects.visible_to(anton).to_review().waiting_on_us().get() == held
    assert kinds_to(writer(held)) == []
    assert Kind.TEAM_NEW in kinds_to(anton)


def test_accepted_it_is_a_request_like_others_and_is_confirmed_once(held, anton):
    ticket = accept_request(held, by=anton)
    assert ticket.review is None
    assert kinds_to(writer(held)) == [Kind.CREATED_UNPROVEN]
    assert facts(ticket) == ["opened", "accepted"]


def test_refused_it_is_closed_in_silence_and_can_be_taken_back(held, anton):
    refused = refuse_request(held, by=anton)
    assert (refused.review, refused.category, refused.waiting_since) == ("refused", Category.CLOSED, None)
    again = review_again(refused, by=anton)
    assert (again.review, again.category) == ("waiting", Category.NEW)
    assert again.waiting_since == held.waiting_since
    assert kinds_to(writer(held)) == []
    assert facts(held) == ["opened", "refused", "status_changed", "status_changed", "review_reopened"]


def test_whoever_answers_it_has_accepted_it_and_one_mail_says_both(held, anton):
    reply_as_agent(held, "Until noon.", by=anton)
    held.refresh_from_db()
    assert held.review is None
    assert kinds_to(writer(held)) == [Kind.ANSWERED]


def test_solved_without_being_accepted_it_stays_silent(held, anton):
    change_status(held, catalogue().first_status(Category.SOLVED), by=anton)
    assert kinds_to(writer(held)) == []


def test_a_decision_is_made_once_until_it_is_taken_back(held, anton):
    accept_request(held, by=anton)
    for decide in (accept_request, refuse_request):
        with pytest.raises(NothingToReview):
            decide(held, by=anton)
    assert review_again(held, by=anton).review == "waiting"
    with pytest.raises(NothingToReview):
        review_again(held, by=anton)


def test_a_request_that_was_never_held_cannot_be_made_to_wait(a_ticket, anton):
    with pytest.raises(NothingToReview):
        review_again(a_ticket, by=anton)


@pytest.mark.parametrize("decide", [accept_request, refuse_request, review_again])
def test_only_whoever_works_on_it_decides(decide, held, mia, carol):
    for stranger in (mia, carol, held.requester, NOBODY):
        with pytest.raises(NotAllowed):
            decide(held, by=stranger)
