"""What readers say of articles: one answer each, that can be changed, and that goes with them."""

from __future__ import annotations

import pytest

from smartai.core.helpfulness.actions import judge_article, miss_in_ticket, weigh_request
from smartai.core.helpfulness.events import ArticleJudged
from smartai.core.helpfulness.models import Arrival, ArticleFeedback, MissedSearch, Writing
from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import ArticleStatus
from smartai.core.privacy.actions import erase_person, export_person
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.events.models import StoredEvent
from tests.cast import DEMO
from tests.core.helpfulness.asking import searched

pytestmark = pytest.mark.django_db
VOTER, OTHER = "a-browser-of-somebody", "another-ones-browser"


@pytest.fixture
def article(olga):
    return save_article(None, by=olga, title="Exports", text="Press it.", status=ArticleStatus.PUBLISHED)


def test_a_browser_has_one_answer_that_it_can_change(article):
    judge_article(article, VOTER, by=NOBODY, helpful=True)
    judge_article(article, VOTER, by=NOBODY, helpful=False, words=" Where is\x00 the button? ")
    said = ArticleFeedback.objects.get()
    assert (said.helpful, said.words) == (False, "Where is the button?")
    judge_article(article, OTHER, by=NOBODY, helpful=True)
    assert ArticleFeedback.objects.count() == 2


def test_a_person_has_one_answer_in_all_their_browsers_also_from_before_they_signed_in(article, alice):
    judge_article(article, VOTER, by=NOBODY, helpful=True)
    judge_article(article, VOTER, by=alice, helpful=False)
    judge_article(article, OTHER, by=alice, helpful=False, words="x")
    said = ArticleFeedback.objects.get()
    assert (said.person, said.helpful, said.words) == (alice, False, "x")


def test_two_answers_of_one_person_become_one_when_they_sign_in(article, alice):
    judge_article(article, VOTER, by=NOBODY, helpful=True)
    judge_article(article, OTHER, by=alice, helpful=True)
    judge_article(article, VOTER, by=alice, helpful=False, words="x")
    said = ArticleFeedback.objects.get()
    assert (said.person, said.helpful, said.words) == (alice, False, "x")


def test_nobody_changes_anothers_answer_at_the_same_device(article, alice, bob):
    judge_article(article, VOTER, by=alice, helpful=False, words="Alice's words")
    said, _ = judge_article(article, VOTER, by=bob, helpful=True)
    assert said.person == bob
    assert ArticleFeedback.objects.get(person=alice).words == "Alice's words"


def test_whoever_comes_to_the_device_signed_out_changes_nothing_of_whoever_was_signed_in(article, alice):
    judge_article(article, VOTER, by=NOBODY, helpful=False)
    judge_article(article, VOTER, by=alice, helpful=False, words="Alice's words")
    judge_article(article, VOTER, by=NOBODY, helpful=True)
    assert ArticleFeedback.objects.get(person=alice).words == "Alice's words"
    assert ArticleFeedback.objects.get(person=None).helpful


def test_a_fact_is_stored_for_each_change_and_has_none_of_the_words(article):
    for helpful, words in ((False, ""), (False, "SECRET words"), (True, "")):
        judge_article(article, VOTER, by=NOBODY, helpful=helpful, words=words)
    facts = StoredEvent.objects.filter(kind=ArticleJudged.kind).order_by("pk")
    assert [fact.payload["helpful"] for fact in facts] == [False, True]
    assert "SECRET" not in str([fact.payload for fact in facts])


def test_a_second_no_without_words_keeps_those_that_were_said(article):
    judge_article(article, VOTER, by=NOBODY, helpful=False, words="No button")
    said, _ = judge_article(article, VOTER, by=NOBODY, helpful=False)
    assert said.words == "No button"
    said, _ = judge_article(article, VOTER, by=NOBODY, helpful=False, words="")
    assert said.words == ""


def test_words_are_bounded_and_a_yes_has_none(article):
    said, _ = judge_article(article, VOTER, by=NOBODY, helpful=False, words="w" * 99_999)
    assert len(said.words) == 1_000
    said, _ = judge_article(article, VOTER, by=NOBODY, helpful=True, words="w")
    assert said.words == ""


def test_what_somebody_may_not_read_they_do_not_judge(olga, alice):
    draft = save_article(None, by=olga, title="Secret", text="x", status=ArticleStatus.DRAFT)
    with pytest.raises(NotAllowed):
        judge_article(draft, VOTER, by=alice, helpful=True)


def test_only_the_team_reads_what_was_said(article, alice, mia):
    judge_article(article, VOTER, by=alice, helpful=False, words="x")
    assert not ArticleFeedback.objects.visible_to(alice).exists()
    assert not ArticleFeedback.objects.visible_to(NOBODY).exists()
    assert ArticleFeedback.objects.visible_to(mia).exists()


def test_the_request_that_is_written_instead_stands_beside_it(article, a_ticket, mia):
    said, _ = judge_article(article, VOTER, by=NOBODY, helpful=False)
    weigh_request(Arrival(ticket=a_ticket, came_from={"feedback": said.pk}), by=DEMO)
    said.refresh_from_db()
    assert said.ticket == a_ticket


def test_a_person_takes_their_words_along(article, alice):
    judge_article(article, VOTER, by=alice, helpful=False, words="My words")
    (said,) = export_person(alice, by=alice)["articles"]
    assert (said["title"], said["answered_my_question"], said["words"]) == ("Exports", False, "My words")


def test_an_erased_persons_words_and_questions_go_and_those_of_others_stay(article, alice, a_ticket):
    judge_article(article, VOTER, by=alice, helpful=False, words="My words")
    Writing.objects.create(key="x" * 20, person=alice)
    miss_in_ticket(a_ticket, by=DEMO)
    others = searched("zeppelin", "en")
    erase_person(alice, by=alice)
    said = ArticleFeedback.objects.get()
    assert (said.helpful, said.words, said.person) == (False, "", None)
    assert Writing.objects.get().person is None
    assert MissedSearch.objects.get() == others
