"""The page says whether reading it has just changed how many answers are new: other tabs look again then."""

from __future__ import annotations

import pytest

from smartai.core.tickets.actions import issue_link, link_token
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def test_the_first_look_at_an_answer_is_told_to_other_tabs_and_no_later_one(alice, a_ticket, an_answer):
    client, url = client_of(alice), f"/support/requests/{a_ticket.pk}/"
    assert 'data-live-read="now"' in client.get(url).content.decode()
    assert 'data-live-read=""' in client.get(url).content.decode()


def test_who_reads_by_a_link_changes_no_number(alice, a_ticket, an_answer):
    token = link_token(issue_link(a_ticket, alice))
    assert "data-live-read" not in client_of(None).get(f"/support/link/{token}/").content.decode()
