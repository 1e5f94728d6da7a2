from __future__ import annotations

import pytest

from smartai.config.seed import seed_tickets
from smartai.core.tickets.models import Message, Ticket

pytestmark = pytest.mark.django_db


def test_seeding_adds_exactly_what_was_asked_for_and_says_so():
    heard: list[int] = []
    seed_tickets(30, 3, heard.append)
    assert (Ticket.objects.count(), Message.objects.count(), sum(heard)) == (30, 90, 30)


def test_a_seeded_ticket_agrees_with_its_letters():
    seed_tickets(30, 2, lambda count: None)
    for ticket in Ticket.objects.all():
        last = ticket.messages.latest("pk")
        assert ticket.public_by_team == last.by_team
        assert ticket.public_text
        assert ticket.ended == ticket.is_ended
