"""Solved tickets like another one: found by rare words, behind who may see them, never by a note."""

from __future__ import annotations

import pytest

from smartai.core.tickets.actions import add_note, reply_as_agent, set_tags
from smartai.core.tickets.models import Category, Ticket
from smartai.core.tickets.search.similar import similar_tickets
from smartai.foundation.accounts.models import Person
from tests.filing import file_all

pytestmark = pytest.mark.django_db
OTHERS = (
    "Paying by bank transfer", "Changing my address", "Logo on the letter", "Opening hours in winter",
    "A second administrator", "Where is my parcel", "Two invoices for March", "Password forgotten",
    "Mails arrive late", "Which plan is right",
)  # fmt: skip


@pytest.fixture
def solved(carol, support, olga, open_request):
    """Solves a ticket of Carol's with these words; there are ten others about other things."""

    def made(title: str, text: str = "Please help.", by: Person = olga, department=support) -> Ticket:
        ticket: Ticket = open_request(carol, department, title, text)
        reply_as_agent(ticket, f"Answer to {title}.", by=by, then=Category.SOLVED)
        return ticket

    for title in OTHERS:
        made(title)
    return made


def found(ticket: Ticket, by: Person) -> list[int]:
    file_all()
    return [alike.ticket.pk for alike in similar_tickets(ticket, by=by)]


def test_what_shares_rare_words_is_similar_and_says_why(solved, anton, a_ticket):
    alike = solved("The export ends at some row", "Every export I make stops.")
    set_tags(alike, ["csv"], by=anton)
    set_tags(a_ticket, ["csv", "big"], by=anton)
    assert found(a_ticket, anton) == [alike.pk]
    [why] = similar_tickets(a_ticket, by=anton)
    assert set(why.words) == {"export", "stops", "row", "ends"}
    assert (why.tags, why.same_department) == (["csv"], True)
    assert why.answer_id == alike.messages.latest("pk").pk


def test_one_word_or_words_that_everybody_writes_are_not_enough(solved, anton, a_ticket):
    solved("Export of my address book")
    for number in range(6):
        solved(f"When is file {number} done at last?", "The file is not there.")
    assert found(a_ticket, anton) == []


def test_what_an_agent_may_not_see_is_not_similar(solved, mia, anton, olga, billing, a_ticket):
    alike = solved("The export stops at row 10,000", department=billing)
    assert found(a_ticket, anton) == []
    assert found(a_ticket, olga) == [alike.pk]


def test_open_and_unanswered_tickets_and_notes_are_no_answer(
    solved, carol, support, anton, open_request, a_ticket
):
    open_request(carol, support, "The export stops at row 10,000")
    noted = solved("Something else", "Please.")
    add_note(noted, "The export stops at row 10,000 when the file ends", by=anton)
    assert found(a_ticket, anton) == []


def test_the_number_of_statements_is_bounded(solved, anton, a_ticket, django_assert_max_num_queries):
    for number in range(12):
        solved(f"The export stops at row {number}")
    file_all()
    with django_assert_max_num_queries(9):
        assert len(similar_tickets(a_ticket, by=anton)) <= 3


@pytest.mark.parametrize("title", ["", "…", "表が途中で切れる", "\x00'\"*(", "x" * 200])
def test_any_title_may_stand_there(solved, anton, a_ticket, title):
    a_ticket.title = title
    assert found(a_ticket, anton) == []
