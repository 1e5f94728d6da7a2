"""The list of what people ask and do not find, and the figures, as agents and owners see them."""

from __future__ import annotations

import pytest

from smartai.core.helpfulness.actions import (
    answer_writing,
    expect_request,
    judge_article,
    miss_in_ticket,
    miss_search,
    start_article,
    weigh_request,
)
from smartai.core.helpfulness.models import Arrival, MissedSearch
from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import Article, ArticleStatus
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.jobs.due import DueState
from smartai.reactions.helpfulness.weighing import TRIES, RequestWeighing
from tests.cast import DEMO, client_of
from tests.core.helpfulness.asking import asked_in, searched

pytestmark = pytest.mark.django_db
ASKED, FIGURES = "/desk/settings/asked/", "/desk/settings/figures/"
KEY = "writing-one-00001"


def page(person, address, **query) -> str:
    answer = client_of(person).get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def article(olga):
    return save_article(None, by=olga, title="Exports", text="Press it.", status=ArticleStatus.PUBLISHED)


def test_the_list_says_what_was_asked_how_often_and_in_which_tickets(a_ticket, anton):
    for _ in range(2):
        miss_search("zeppelin <b>", "en", by=NOBODY)
    miss_in_ticket(a_ticket, by=DEMO)
    shown = page(anton, ASKED)
    assert "zeppelin &lt;b&gt;" in shown
    assert "Asked 2 times" in shown
    assert f"/desk/tickets/{a_ticket.pk}/" in shown
    assert shown.index("zeppelin") < shown.index("Export stops"), "the most asked comes first"


def test_an_agent_of_another_department_learns_nothing_of_the_tickets(a_ticket, a_note, mia):
    missed = asked_in(a_ticket)
    assert "Export stops" not in page(mia, ASKED)
    miss_search(a_ticket.title, a_ticket.language, by=NOBODY)
    shown = page(mia, ASKED)
    assert "Asked once" in shown
    assert f"/desk/tickets/{a_ticket.pk}/" not in shown
    MissedSearch.objects.update(searches=0)
    for verb in ("answer/", "dismissal/", "dismissal/end/"):
        assert client_of(mia).post(f"{ASKED}{missed.pk}/{verb}").status_code == 404


def test_write_this_article_opens_a_draft_with_the_question(mia):
    missed = searched("Rechnung drucken", "de")
    answer = client_of(mia).post(f"{ASKED}{missed.pk}/answer/")
    draft = Article.objects.get()
    assert answer["Location"] == f"/desk/settings/articles/{draft.pk}/"
    assert 'value="Rechnung drucken"' in page(mia, answer["Location"])
    assert "Go on writing" in page(mia, ASKED)
    client_of(mia).post(f"{ASKED}{missed.pk}/answer/")
    assert Article.objects.count() == 1
    save_article(draft, by=mia, text="Press print.", status=ArticleStatus.PUBLISHED)
    assert "Rechnung drucken" not in page(mia, ASKED)
    assert "Rechnung drucken" in page(mia, ASKED, show="answered")


def test_not_for_us_takes_it_out_and_can_be_undone(mia):
    missed = searched("zeppelin", "en")
    client_of(mia).post(f"{ASKED}{missed.pk}/dismissal/")
    assert "zeppelin" not in page(mia, ASKED)
    assert "zeppelin" in page(mia, ASKED, show="dismissed")
    client_of(mia).post(f"{ASKED}{missed.pk}/dismissal/end/")
    assert "zeppelin" in page(mia, ASKED)


@pytest.mark.parametrize("address", [f"{ASKED}{2**70}/dismissal/", f"{ASKED}999/answer/"])
def test_a_question_that_is_not_there_is_a_404(mia, address):
    assert client_of(mia).post(address).status_code == 404


def test_many_questions_cost_no_more_statements(a_ticket, olga, django_assert_max_num_queries):
    for n in range(12):
        miss_search(f"zeppelin{n}x", "en", by=NOBODY)
    miss_in_ticket(a_ticket, by=DEMO)
    client = client_of(olga)
    client.get(ASKED)
    with django_assert_max_num_queries(5):
        client.get(ASKED)


def test_the_figures_say_it_in_sentences_and_lead_to_what_is_behind_them(article, mia, later):
    answer_writing(article, KEY, by=NOBODY)
    answer_writing(article, "writing-two-00002", by=NOBODY)
    shown = page(mia, FIGURES)
    assert "2 people said that it answered them" in shown
    assert "For 2 the day is not over yet" in shown
    assert "So help spared 0 requests" in shown
    behind = shown.split('href="/desk/settings/figures/writings/?which=answered')[1].split('"')[0]
    rows = page(mia, f"/desk/settings/figures/writings/?which=answered{behind.replace('&amp;', '&')}")
    assert rows.count("Exports") == 4  # opened, and answered by


def test_the_numbers_of_an_article_lead_to_its_own_rows(article, olga, mia):
    other = save_article(None, by=olga, title="Imports", text="x", status=ArticleStatus.PUBLISHED)
    answer_writing(article, KEY, by=NOBODY)
    answer_writing(other, "writing-two-00002", by=NOBODY)
    shown = page(mia, FIGURES)
    for one, not_this in ((article, "Imports"), (other, "Exports")):
        assert f"&amp;article={one.pk}" in shown
        for which in ("opened", "answered"):
            query = {"which": which, "from": "2020-01-01", "to": "2090-01-01", "article": one.pk}
            rows = page(mia, f"{FIGURES}writings/", **query)
            assert one.title in rows
            assert not_this not in rows


def test_a_ticket_of_another_department_is_named_to_nobody_who_may_not_see_it(
    article, alice, a_ticket, mia, anton
):
    answer_writing(article, KEY, by=NOBODY)
    said, _ = judge_article(article, "a-browser-of-somebody", by=NOBODY, helpful=False, words="No button")
    weigh_request(Arrival(ticket=a_ticket, came_from={"writing": KEY, "feedback": said.pk}), by=DEMO)
    for address in ("/desk/settings/figures/writings/", f"/desk/settings/articles/{article.pk}/feedback/"):
        assert f"/desk/tickets/{a_ticket.pk}/" in page(anton, address)
        theirs = page(mia, address)
        assert f"/desk/tickets/{a_ticket.pk}/" not in theirs
        assert "of another department" in theirs


def test_what_readers_missed_stands_on_the_page_of_the_article(article, mia):
    judge_article(article, "one-browser-of-many", by=NOBODY, helpful=True)
    judge_article(
        article, "another-one-of-many", by=NOBODY, helpful=False, words="<script>x</script> is missing"
    )
    shown = page(mia, f"/desk/settings/articles/{article.pk}/feedback/")
    assert "It answered 1 reader" in shown
    assert "&lt;script&gt;x&lt;/script&gt; is missing" in shown


def test_the_figures_cost_no_more_statements_for_many_days_and_articles(
    article, olga, later, django_assert_max_num_queries
):
    for n in range(6):
        answer_writing(article, f"writing-number-{n:04}", by=NOBODY)
        later(days=1)
    client = client_of(olga)
    client.get(FIGURES)
    with django_assert_max_num_queries(13):
        client.get(FIGURES)


@pytest.mark.parametrize(
    "query",
    [
        {"by": "x", "from": "2026-99-99"},
        {"which": "password", "from": "\x00", "to": "9999-12-31"},
        {"which": "shown", "from": "0001-01-01", "to": "2026-01-01", "after": "WzEsIDIsIDNd"},
        {"which": "came", "from": "9" * 5_000, "to": "-1"},
    ],
)
def test_no_query_breaks_the_figures(query, mia):
    for address in (FIGURES, f"{FIGURES}writings/"):
        assert client_of(mia).get(address, query).status_code == 200


def test_a_draft_that_was_started_and_forgotten_leaves_the_question_open(mia, olga):
    missed = searched("zeppelin", "en")
    start_article(missed, by=mia).delete()
    missed.refresh_from_db()
    assert missed.article is None
    assert "Write this article" in page(olga, ASKED)


def test_requests_that_could_not_be_weighed_are_told_and_tried_again_by_a_button(mia, a_ticket):
    Arrival.objects.all().delete()
    expect_request(a_ticket.pk, {"feedback": "no number"}, by=DEMO)
    assert "could not be weighed" not in page(mia, FIGURES)
    RequestWeighing().drain()
    assert "1 request could not be weighed" in page(mia, FIGURES)
    Arrival.objects.update(state=DueState.GIVEN_UP, attempts=TRIES)
    assert RequestWeighing().drain() == 0
    assert "1 request could not be weighed" in page(mia, FIGURES)
    Arrival.objects.update(came_from={})
    answer = client_of(mia).post(f"{FIGURES}again/", follow=True)
    assert "1 request is weighed again now." in answer.content.decode()
    assert RequestWeighing().drain() == 1
    assert "could not be weighed" not in page(mia, FIGURES)
    assert not Arrival.objects.exists()
