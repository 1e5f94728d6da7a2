from __future__ import annotations

import pytest
from django.urls import reverse

from smartai.core.saved_replies.actions import save_saved_reply
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def found(person, ticket, words: str = "") -> str:
    answer = client_of(person).get(reverse("desk:saved-replies", args=[ticket.pk]), {"q": words})
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_a_saved_reply_is_found_by_its_words_with_the_ticket_filled_in(a_ticket, anton, alice):
    save_saved_reply(None, by=anton, name="Screenshot", text="Hi {customer}, {number}?")
    save_saved_reply(None, by=anton, name="Refund", text="Money back.")
    page = found(anton, a_ticket, "screensh")
    assert f"Hi {alice.display_name}, #{a_ticket.pk}?" in page
    assert "Refund" not in page
    assert "Refund" in found(anton, a_ticket)


def test_nobody_is_shown_what_is_a_colleagues_own(a_ticket, anton, olga):
    save_saved_reply(None, by=anton, name="Mine", text="Hello.")
    assert "Mine" not in found(olga, a_ticket)


def test_hostile_words_stay_words(a_ticket, anton):
    save_saved_reply(None, by=anton, name='"><script>x</script>', text='"onclick="x" {title}')
    page = found(anton, a_ticket, "'\"*:()\x00" * 50)
    assert "<script>" not in page + found(anton, a_ticket)


def test_the_ticket_of_another_department_is_not_there(a_ticket, mia):
    assert found(mia, a_ticket) == "404"
