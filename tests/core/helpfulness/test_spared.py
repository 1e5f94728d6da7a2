"""What help spared: counted once, and not when a request came anyway within a day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from smartai.core.helpfulness.actions import (
    answer_writing,
    expect_request,
    note_opened,
    note_shown,
    settle_days,
    take_back_yes,
)
from smartai.core.helpfulness.models import ArticleDaySum, DaySum, MissedSearch, Writing
from smartai.core.helpfulness.models.writing import today
from smartai.core.helpfulness.reads import article_figures, behind, figures
from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import ArticleStatus
from smartai.core.tickets.actions import RequestDraft, open_ticket
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actors import NOBODY
from smartai.reactions.helpfulness.weighing import RequestWeighing
from tests.cast import DEMO, choose

pytestmark = pytest.mark.django_db
ONE, TWO = "writing-one-00001", "writing-two-00002"


@pytest.fixture
def exports(olga):
    return save_article(
        None, by=olga, title="Exporting reports", text="Press export.", status=ArticleStatus.PUBLISHED
    )


def send(by, title="Other words", proven=True, **came_from):
    """A request as the form sends it, weighed by the worker."""
    ticket = open_ticket(
        RequestDraft(title=title, text="…", language="en", came_from=came_from),
        requester=by, by=by if proven else NOBODY, proven=proven,
    )  # fmt: skip
    expect_request(ticket.pk, came_from, by=DEMO)
    assert RequestWeighing().drain() == 1
    return ticket


def counted(olga):
    (found,) = figures([today() - timedelta(days=300)], today() + timedelta(days=1), by=olga)
    return {name: getattr(found, name) for name in (*settled_names, "pending", "spared")}


settled_names = ("shown", "opened", "answered", "taken_back", "came")


def test_a_writing_is_counted_once_however_often_articles_are_shown_opened_or_confirmed(exports, olga):
    for _ in range(3):
        note_shown(ONE, by=NOBODY)
        note_opened(ONE, exports, by=NOBODY)
        answer_writing(exports, ONE, by=NOBODY)
    assert counted(olga) == {
        **dict.fromkeys(settled_names, 0),
        "shown": 1,
        "opened": 1,
        "answered": 1,
        "pending": 1,
        "spared": 0,
    }


def test_it_is_spared_when_the_day_is_over_and_no_request_came(exports, olga, later):
    answer_writing(exports, ONE, by=NOBODY)
    later(hours=24, seconds=1)
    assert counted(olga)["spared"] == 1
    assert behind("spared", today() - timedelta(5), today() + timedelta(1), by=olga).count() == 1


@pytest.mark.parametrize(("hours", "came"), [(1, 1), (23.99, 1), (24.01, 0)])
def test_a_request_of_the_same_person_within_a_day_says_that_it_was_not_spared(
    hours, came, exports, alice, olga, later
):
    answer_writing(exports, ONE, by=alice)
    later(hours=hours)
    ticket = send(alice)
    assert Writing.objects.get().ticket == (ticket if came else None)
    later(hours=30)
    assert (counted(olga)["came"], counted(olga)["spared"]) == (came, 1 - came)


def test_a_request_of_the_same_browser_does_too_and_one_of_another_does_not(
    exports, alice, carol, olga, later
):
    answer_writing(exports, ONE, by=NOBODY)
    answer_writing(exports, TWO, by=NOBODY)
    later(hours=2)
    send(carol, answered=[ONE])
    assert Writing.objects.get(key=ONE).ticket is not None
    assert Writing.objects.get(key=TWO).ticket is None


def test_whoever_only_claims_an_address_says_nothing_about_its_owner(exports, alice, later):
    answer_writing(exports, ONE, by=alice)
    later(hours=1)
    send(alice, proven=False)
    assert Writing.objects.get().ticket is None


def test_a_late_worker_goes_by_the_time_of_the_request(exports, alice, later):
    answer_writing(exports, ONE, by=alice)
    ticket = open_ticket(RequestDraft(title="T", text="x"), requester=alice, by=alice)
    expect_request(ticket.pk, {}, by=DEMO)
    later(days=3)
    RequestWeighing().drain()
    assert Writing.objects.get().ticket == ticket


def test_a_yes_that_is_taken_back_is_none_and_may_be_given_again(exports, olga, later):
    answer_writing(exports, ONE, by=NOBODY)
    take_back_yes(exports, ONE, by=NOBODY)
    assert (counted(olga)["answered"], counted(olga)["taken_back"]) == (0, 1)
    answer_writing(exports, ONE, by=NOBODY)
    assert (counted(olga)["answered"], counted(olga)["taken_back"]) == (1, 0)


def test_nobody_opens_or_confirms_what_they_may_not_read(olga, alice):
    draft = save_article(None, by=olga, title="Secret", text="x", status=ArticleStatus.DRAFT)
    for action in (lambda: note_opened(ONE, draft, by=alice), lambda: answer_writing(draft, ONE, by=alice)):
        with pytest.raises(NotAllowed):
            action()
    assert not Writing.objects.exists()


@pytest.mark.parametrize("key", ["", "short", "x" * 33, "with blanks 12345", "ümlaut-1234567890"])
def test_what_is_no_key_is_not_counted(key, exports):
    note_shown(key, by=NOBODY)
    answer_writing(exports, key, by=NOBODY)
    assert not Writing.objects.exists()


def test_the_title_of_a_request_that_nothing_answers_is_a_question(exports, alice):
    send(alice, title="Where is my parcel?")
    assert MissedSearch.objects.get().words == "Where is my parcel?"


def test_a_request_that_articles_stood_beside_is_a_question_only_if_one_was_opened(exports, alice):
    note_shown(ONE, by=alice)
    send(alice, title="Exporting reports", writing=ONE)
    assert not MissedSearch.objects.exists()
    note_opened(TWO, exports, by=alice)
    send(alice, title="Exporting reports", writing=TWO)
    assert MissedSearch.objects.get().words == "Exporting reports"


def test_weighing_a_request_twice_changes_nothing(exports, alice, olga):
    answer_writing(exports, ONE, by=alice)
    ticket = send(alice, title="Where is my parcel?", writing=ONE)
    before = counted(olga), MissedSearch.objects.counted_for(olga).get().times
    expect_request(ticket.pk, {"writing": ONE}, by=DEMO)
    RequestWeighing().drain()
    assert (counted(olga), MissedSearch.objects.counted_for(olga).get().times) == before


def fill_days(exports, alice, later):
    """Ten days with a yes each, every second one followed by a request."""
    for n in range(10):
        answer_writing(exports, f"writing-number-{n:04}", by=NOBODY)
        if n % 2:
            send(alice, title="Exporting reports", answered=[f"writing-number-{n:04}"])
        later(days=1)
    later(days=5)


def test_the_sums_are_the_same_before_and_after_they_are_drawn_and_when_the_rows_are_gone(
    exports, alice, olga, later
):
    fill_days(exports, alice, later)
    before = counted(olga)
    assert (before["answered"], before["came"], before["spared"]) == (10, 5, 5)
    while settle_days(by=DEMO):
        pass
    assert DaySum.objects.count() == ArticleDaySum.objects.count() == 10
    assert counted(olga) == before
    (article,) = article_figures(today() - timedelta(90), today() + timedelta(1), by=olga)
    assert (article.opened, article.answered, article.came) == (10, 10, 5)
    later(days=91)
    while settle_days(by=DEMO):
        pass
    assert not Writing.objects.exists()
    assert counted(olga) == before


class Killed(Exception):
    pass


def test_a_worker_that_is_killed_at_any_statement_leaves_the_sums_right(exports, alice, olga, later):
    fill_days(exports, alice, later)
    before, statements, done = counted(olga), 0, False
    while not done:
        left = statements

        def killing(execute, sql, params, many, context):
            nonlocal left
            left -= 1
            if left == -1:  # what follows is the rollback, which the database makes by itself
                raise Killed
            return execute(sql, params, many, context)

        try:
            with connection.execute_wrapper(killing):
                done = not settle_days(by=DEMO)
        except Killed:
            assert counted(olga) == before
        statements += 7
    assert statements > 20
    assert counted(olga) == before


def test_a_request_that_is_weighed_after_the_sums_were_drawn_corrects_them(exports, alice, olga, later):
    answer_writing(exports, ONE, by=alice)
    answer_writing(exports, TWO, by=NOBODY)
    ticket = open_ticket(RequestDraft(title="Exporting reports", text="x"), requester=alice, by=alice)
    later(days=6)
    settle_days(by=DEMO)
    assert (counted(olga)["answered"], counted(olga)["came"]) == (2, 0)
    expect_request(ticket.pk, {}, by=DEMO)
    RequestWeighing().drain()
    assert (counted(olga)["answered"], counted(olga)["came"]) == (2, 1)
    settle_days(by=DEMO)
    assert (counted(olga)["answered"], counted(olga)["came"]) == (2, 1)


def test_a_day_is_the_owners(time_machine, olga):
    choose("brand", time_zone="Pacific/Auckland")
    time_machine.move_to("2026-11-01T23:30:00Z")
    note_shown(ONE, by=NOBODY)
    assert Writing.objects.get().begun_on.isoformat() == "2026-11-02"


def test_only_the_team_reads_figures(alice):
    for read in (figures, lambda a, b, by: article_figures(a[0], b, by=by)):
        with pytest.raises(NotAllowed):
            read([today()], today() + timedelta(1), by=alice)
    assert not behind("shown", today(), today() + timedelta(1), by=alice).exists()
