"""Every part that the owner may hide is gone where it was, and nobody loses a way that they need."""

from __future__ import annotations

import pytest

from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("choice", "address", "words"),
    [
        ("show_list", "/support/", ">Your requests<"),
        ("show_help", "/support/requests/{ticket}/", ">Details<"),
        ("show_help", "/support/", "<aside"),
        ("show_profile", "/support/", "Your profile"),
        ("show_department", "/support/requests/{ticket}/", ">Department<"),
        ("show_new_button", "/support/requests/", 'class="btn accent'),
        ("show_agent_details", "/support/requests/{ticket}/", "Anton"),
        ("show_top_bar", "/support/", 'class="top"'),
    ],
)
def test_a_part_is_gone_when_the_owner_hides_it(a_ticket, an_answer, alice, choice, address, words):
    client, address = client_of(alice), address.format(ticket=a_ticket.pk)
    assert words in text_of(client, address)
    choose("panel", **{choice: False})
    assert words not in text_of(client, address)


def test_without_a_top_bar_the_way_in_and_out_is_below(a_ticket, alice):
    choose("panel", show_top_bar=False)
    page = text_of(client_of(alice), "/support/")
    assert "/support/profile/" in page
    assert "Sign out" in page
    assert 'href="/support/sign-in/"' in text_of(client_of(None), "/help/")


def test_without_the_right_column_links_can_still_be_ended(a_ticket, alice):
    choose("panel", show_help=False)
    assert "End all links" in text_of(client_of(alice), f"/support/requests/{a_ticket.pk}/")


@pytest.mark.parametrize("policy", ["open", "code", "account"])
def test_visitors_find_the_way_to_their_earlier_requests(policy):
    choose("sign_in", policy=policy)
    assert 'href="/support/requests/"' in text_of(client_of(None), "/help/")
