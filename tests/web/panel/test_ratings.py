from __future__ import annotations

import pytest

from smartai.core.satisfaction.models import Rating, Score
from smartai.core.tickets.actions import close_ticket
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db


def rate(ticket, person, **typed):
    return client_of(person).post(f"/support/requests/{ticket.pk}/rating/", typed, follow=True)


def test_three_faces_and_words_after_the_end(a_ticket, alice):
    page = client_of(alice).get(f"/support/requests/{a_ticket.pk}/").content.decode()
    assert 'name="score"' not in page
    close_ticket(a_ticket, by=alice, solved=True)
    assert "Thank you" in rate(a_ticket, alice, score="okay", words="Slow\x00").content.decode()
    rating = Rating.objects.get(ticket=a_ticket)
    assert (rating.score, rating.words) == (Score.FAIR, "Slow")
    rate(a_ticket, alice, score="good")
    assert Rating.objects.get(ticket=a_ticket).score == Score.GOOD


@pytest.mark.parametrize(
    ("typed", "problem"),
    [({"words": "Kept words"}, "one of the three faces"),
     ({"score": "9", "words": "Kept words"}, "one of the three faces"),
     ({"score": "good", "words": "Kept words" + "x" * 2_000}, "At most 2000 characters")],
)  # fmt: skip
def test_a_rating_that_cannot_be_read_changes_nothing_and_keeps_its_words(a_ticket, alice, typed, problem):
    close_ticket(a_ticket, by=alice)
    response = rate(a_ticket, alice, **typed)
    assert response.status_code == 422
    assert problem in response.content.decode()
    assert "Kept words" in response.content.decode()
    assert not Rating.objects.exists()


def test_nobody_is_asked_when_the_owner_does_not_want_it_or_before_the_end(a_ticket, alice):
    rate(a_ticket, alice, score="good")
    choose("requests", ask_rating=False)
    close_ticket(a_ticket, by=alice)
    assert 'name="score"' not in rate(a_ticket, alice, score="good").content.decode()
    assert not Rating.objects.exists()
