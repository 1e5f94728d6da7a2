from __future__ import annotations

import pytest

from smartai.core.satisfaction.actions import rate_ticket
from smartai.core.satisfaction.errors import RatingClosed
from smartai.core.satisfaction.models import Rating, Score
from smartai.core.tickets.actions import close_ticket
from smartai.core.workspace.errors import NotAllowed
from tests.cast import choose

pytestmark = pytest.mark.django_db


def test_the_newest_face_counts(a_ticket, alice):
    ended = close_ticket(a_ticket, by=alice, solved=True)
    rate_ticket(ended, Score.BAD, "Too slow", by=alice)
    rate_ticket(ended, Score.GOOD, by=alice)
    assert Rating.objects.get().score == Score.GOOD


def test_an_open_request_is_not_rated(a_ticket, alice):
    with pytest.raises(RatingClosed):
        rate_ticket(a_ticket, Score.GOOD, by=alice)


def test_the_owner_can_do_without_ratings(a_ticket, alice):
    choose("requests", ask_rating=False)
    with pytest.raises(RatingClosed):
        rate_ticket(close_ticket(a_ticket, by=alice), Score.GOOD, by=alice)


def test_strangers_do_not_rate(a_ticket, alice, carol):
    ended = close_ticket(a_ticket, by=alice)
    with pytest.raises(NotAllowed):
        rate_ticket(ended, Score.GOOD, by=carol)
