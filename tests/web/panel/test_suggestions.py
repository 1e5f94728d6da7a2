"""Articles beside the form: what fits what is being written, what may be read, and what is told of it."""

from __future__ import annotations

import re

import pytest

from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.events import ArticleAnswered, ArticleAnswerRetracted
from smartai.core.knowledge.models import ArticleStatus
from smartai.foundation.events.models import StoredEvent
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db
PAGE = "/support/suggestions/"


def write(by, title, text, status=ArticleStatus.PUBLISHED):
    return save_article(None, by=by, title=title, text=text, status=status)


@pytest.fixture
def exports(mia):
    return save_article(
        None,
        by=mia,
        title="Exporting large reports",
        text="It ends after **10,000 rows**.",
        status=ArticleStatus.PUBLISHED,
    )


@pytest.fixture
def secret(mia):
    return write(mia, "Secret exports", "Rows.", status=ArticleStatus.DRAFT)


def suggested(person, **written) -> str:
    answer = client_of(person).post(PAGE, written)
    return answer.content.decode() if answer.status_code == 200 else ""


@pytest.mark.parametrize("who", [None, "alice", "anton"])
def test_an_article_that_fits_is_suggested_with_the_words_that_fit_marked(request, who, exports):
    page = suggested(request.getfixturevalue(who) if who else None, title="export stops")
    assert "<mark>Exporting</mark> large reports" in page
    assert f'data-sheet-url="{PAGE}exporting-large-reports/"' in page


def test_what_nothing_fits_gets_nothing(exports):
    assert suggested(None, title="Where is my parcel?") == ""


@pytest.mark.parametrize("written", [{}, {"title": "ex"}, {"title": "  ", "message": " "}, {"title": "\x00"}])
def test_too_little_is_no_question(exports, written):
    assert client_of(None).post(PAGE, written).status_code == 204


def test_words_of_the_message_count_too(exports):
    assert "Exporting" in suggested(None, title="Problem", message="My export ends after 10,000 rows, why?")


def test_a_draft_is_neither_suggested_nor_read_nor_counted(secret, alice, anton):
    for person in (None, alice, anton):
        assert suggested(person, title="secret exports") == ""
        assert client_of(person).get(f"{PAGE}secret-exports/").status_code == 404
        assert client_of(person).post(f"{PAGE}secret-exports/answered/").status_code == 404


def test_without_the_help_column_nothing_is_suggested(exports):
    choose("panel", show_help=False)
    assert client_of(None).post(PAGE, {"title": "export stops"}).status_code == 204
    assert client_of(None).get(f"{PAGE}exporting-large-reports/").status_code == 404
    assert "data-suggest-url" not in client_of(None).get("/support/").content.decode()


def test_reading_one_shows_it_and_asks_whether_it_answers(exports):
    page = client_of(None).get(f"{PAGE}exporting-large-reports/").content.decode()
    assert "<strong>10,000 rows</strong>" in page
    assert "Did this answer it?" in page


def test_a_yes_is_a_fact_and_so_is_taking_it_back(exports, alice):
    client = client_of(alice)
    assert client.post(f"{PAGE}exporting-large-reports/answered/").status_code == 204
    assert client.post(f"{PAGE}exporting-large-reports/answered/end/").status_code == 204
    facts = StoredEvent.objects.filter(kind__in=[ArticleAnswered.kind, ArticleAnswerRetracted.kind]).order_by(
        "pk"
    )
    assert [(fact.kind, fact.payload["article_id"], fact.actor_id) for fact in facts] == [
        (ArticleAnswered.kind, exports.pk, alice.pk),
        (ArticleAnswerRetracted.kind, exports.pk, alice.pk),
    ]


def test_yes_is_counted_a_few_times_an_hour_only(exports, transactional_db):
    client = client_of(None)
    answers = [client.post(f"{PAGE}exporting-large-reports/answered/").status_code for _ in range(31)]
    assert answers == [204] * 30 + [429]


def test_hostile_titles_are_shown_as_text(mia):
    save_article(
        None,
        by=mia,
        title="<img src=x onerror=alert(1)> export",
        text="Export <b>x</b>.",
        status=ArticleStatus.PUBLISHED,
    )
    page = suggested(None, title="export img")
    assert "<img" not in page
    assert "&lt;<mark>img</mark>" in page


def test_a_suggestion_costs_few_statements(exports, alice, django_assert_max_num_queries):
    client = client_of(alice)
    client.post(PAGE, {"title": "export stops"})
    with django_assert_max_num_queries(8):
        page = client.post(PAGE, {"title": "export rwos stops"}).content.decode()
    assert re.search("<mark>Export", page)
