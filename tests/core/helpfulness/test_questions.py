"""Questions that the help did not answer: counted, merged, seen by who may, closed and forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from smartai.core.helpfulness.actions import (
    dismiss_question,
    forget_old,
    forget_traces,
    miss_in_ticket,
    miss_search,
    miss_unhelpful,
    restore_question,
    start_article,
)
from smartai.core.helpfulness.models import MissedAsking, MissedSearch
from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import ArticleStatus
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actors import NOBODY
from tests.cast import DEMO, choose
from tests.core.helpfulness.asking import asked_in, searched

pytestmark = pytest.mark.django_db


def publish(by, title, text="Some words."):
    return save_article(None, by=by, title=title, text=text, status=ArticleStatus.PUBLISHED)


def test_the_same_question_is_one_row_that_counts():
    first = miss_search("How do I export an invoice?", "en", by=NOBODY)
    assert miss_search("invoice exports", "en", by=NOBODY) == first
    miss_unhelpful("Export invoice", "en", by=NOBODY)
    row = MissedSearch.objects.get()
    assert (row.words, row.searches, row.unhelpful) == ("How do I export an invoice?", 2, 1)


def test_a_search_that_finds_something_is_none_whoever_says_so(olga):
    publish(olga, "Export an invoice")
    assert miss_search("export invoice", "en", by=NOBODY) is None
    assert not MissedSearch.objects.exists()


def test_a_search_for_what_only_the_team_may_read_found_nothing(olga):
    save_article(None, by=olga, title="Export an invoice", text="Some.", status=ArticleStatus.INTERNAL)
    assert miss_search("export invoice", "en", by=NOBODY) is not None


def test_a_ticket_counts_once_however_often_it_is_weighed(a_ticket, olga):
    for _ in range(3):
        missed = asked_in(a_ticket)
    assert [row.times for row in MissedSearch.objects.counted_for(olga)] == [1]
    assert missed.askings.get().ticket == a_ticket


@pytest.mark.parametrize(
    ("who", "sees"), [("olga", True), ("anton", True), ("mia", False), ("alice", False), (None, False)]
)
def test_a_question_of_a_ticket_is_seen_by_whom_the_ticket_is(who, sees, request, a_ticket, mia, anton):
    miss_in_ticket(a_ticket, by=DEMO)
    actor = request.getfixturevalue(who) if who else NOBODY
    assert MissedSearch.objects.visible_to(actor).exists() is sees
    assert MissedAsking.objects.visible_to(actor).exists() is sees


def test_a_question_that_was_searched_too_counts_for_an_agent_without_the_tickets_of_others(
    a_ticket, mia, anton
):
    miss_in_ticket(a_ticket, by=DEMO)
    miss_search(a_ticket.title, a_ticket.language, by=NOBODY)
    seen = MissedSearch.objects.visible_to(mia).counted_for(mia).get()
    assert (seen.tickets, seen.times) == (0, 1)
    seen = MissedSearch.objects.visible_to(anton).counted_for(anton).get()
    assert (seen.tickets, seen.times) == (1, 2)


def test_an_article_is_started_once_and_closes_the_question_when_it_is_published(mia, later):
    missed = searched("Rechnung drucken", "de")
    draft = start_article(missed, by=mia)
    assert (draft.title, draft.language, draft.status) == ("Rechnung drucken", "de", ArticleStatus.DRAFT)
    assert start_article(missed, by=mia) == draft
    assert MissedSearch.objects.open().exists()
    save_article(draft, by=mia, text="Press print.", status=ArticleStatus.PUBLISHED,
                 published_at=timezone.now() + timedelta(hours=1))  # fmt: skip
    assert MissedSearch.objects.open().exists(), "it is not published yet"
    later(hours=2)
    assert MissedSearch.objects.answered().get() == missed
    assert not MissedSearch.objects.open().exists()
    save_article(draft, by=mia, status=ArticleStatus.ARCHIVED)
    assert MissedSearch.objects.open().exists(), "nothing answers it any more"


def test_a_dismissed_question_stays_away_when_it_is_asked_again_and_comes_back_when_wanted(mia):
    missed = searched("zeppelin", "en")
    dismiss_question(missed, by=mia)
    miss_search("Zeppelins", "en", by=NOBODY)
    assert not MissedSearch.objects.open().exists()
    restore_question(missed, by=mia)
    assert MissedSearch.objects.open().get().searches == 2


def test_who_may_not_see_a_question_changes_nothing_of_it(a_ticket, mia, alice):
    missed = asked_in(a_ticket)
    for actor in (mia, alice, NOBODY):
        for action in (dismiss_question, restore_question, start_article):
            with pytest.raises(NotAllowed):
                action(missed, by=actor)
    missed.refresh_from_db()
    assert (missed.dismissed_at, missed.article) == (None, None)


def test_questions_are_forgotten_when_nobody_asked_them_for_the_owners_days(later):
    choose("helpfulness", question_days=30)
    miss_search("zeppelin", "en", by=NOBODY)
    later(days=29)
    miss_search("dirigible", "en", by=NOBODY)
    assert forget_old(by=DEMO) == 0
    later(days=2)
    assert forget_old(by=DEMO) == 1
    assert MissedSearch.objects.get().words == "dirigible"


def test_a_flood_leaves_what_was_asked_last(monkeypatch, later):
    monkeypatch.setattr(forget_traces, "MOST_QUESTIONS", 3)
    for word in ("one-a", "two-b", "three-c", "four-d", "five-e"):
        miss_search(word, "", by=NOBODY)
    forget_old(by=DEMO)
    assert sorted(MissedSearch.objects.values_list("words", flat=True)) == ["five-e", "four-d", "three-c"]
