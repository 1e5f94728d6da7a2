"""The desk's search page: what it shows, to whom, and what it says when there is nothing."""

from __future__ import annotations

import re

import pytest

from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import ArticleStatus
from smartai.core.saved_replies.actions import save_saved_reply
from smartai.core.tickets import catalogue
from smartai.core.tickets.actions import add_note, reply_as_agent
from smartai.core.workspace import choices
from tests.cast import client_of
from tests.filing import file_all

pytestmark = pytest.mark.django_db
SEARCH = "/desk/search/"
TYPING = {"X-Part": "results"}
PALETTE = {"X-Part": "palette"}


def page_of(person, query, headers=None):
    answer = client_of(person).get(SEARCH, {"q": query}, headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def words(page):
    return " ".join(re.sub(r"<[^>]*>", " ", page[page.index("data-results") :]).split())


@pytest.fixture
def kept(monkeypatch):
    """What a process keeps for a second, it keeps for as long as the test takes."""
    monkeypatch.setattr(choices, "FRESH_FOR", 600.0)
    monkeypatch.setattr(catalogue, "FRESH_FOR", 600.0)


@pytest.fixture
def filed(a_ticket, anton, mia):
    add_note(a_ticket, "The zeppelin is late.", by=anton)
    text = "Up to 10,000 rows."
    save_article(None, by=mia, title="Exporting reports", text=text, status=ArticleStatus.PUBLISHED)
    file_all()
    return a_ticket


def test_tickets_people_and_articles_are_shown_with_their_words_marked(filed, anton):
    page = page_of(anton, "export")
    assert "<mark>Export</mark> stops at row 10,000" in page
    assert "<bdi>Alice Lake</bdi>: When I <mark>export</mark>" in page
    assert f"#{filed.pk}" in page
    assert "<mark>Exporting</mark> reports" in page
    assert "requester%3Aalice%40lake.example" in page_of(anton, "alice")


def test_the_ticket_that_is_opened_has_the_found_ones_beside_it(filed, anton):
    client = client_of(anton)
    opened = re.search(r'href="(/desk/tickets/\d[^"]*)"', page_of(anton, "export"))
    assert opened
    page = client.get(opened[1].replace("&amp;", "&")).content.decode()
    assert page.count(f"/desk/tickets/{filed.pk}/?view=search&amp;q=export") == 1


def test_a_note_is_shown_as_one(filed, anton):
    assert re.search(
        r"<b>Note</b> <bdi>Anton Krause</bdi>: The <mark>zeppelin</mark>", page_of(anton, "zeppelin")
    )


def test_an_agent_of_another_department_is_told_of_nothing(filed, mia):
    for query in ("zeppelin", "zeppelni", "export", str(filed.pk), "is:open", "-zebra is:open"):
        page = page_of(mia, query)
        assert "Alice" not in page
        assert "eppelin is" not in page
        assert f"/desk/tickets/{filed.pk}/" not in page
        assert "Did you mean" not in page


def test_an_empty_search_says_what_was_meant(filed, anton):
    assert "Nothing for “zeppelni”" in page_of(anton, "zeppelni")
    assert 'Did you mean <a class="link" href="/desk/search/?q=zeppelin"><bdi>zeppelin</bdi></a>?' in page_of(
        anton, "zeppelni"
    )
    assert "Nothing for “&lt;b&gt;”" in page_of(anton, "<b>")


def test_a_condition_that_does_not_fit_is_explained(filed, anton):
    page = page_of(anton, "status:banana export")
    assert "“status:banana” is searched as words: nothing is called so." in page


def test_who_types_gets_the_results_alone(filed, anton):
    part = page_of(anton, "expo", headers=TYPING)
    assert "<html" not in part
    assert "<mark>Export</mark>" in part


def test_what_is_drawn_anew_of_an_open_page_searches_nothing(filed, anton):
    page = page_of(anton, "export", headers={"X-Fragment": "1"})
    assert 'data-live-part="rail"' in page
    assert "<mark>" not in page


@pytest.mark.parametrize("query", ["@alice", "@ali"])
def test_an_at_sign_asks_for_people_alone(filed, anton, query):
    page = page_of(anton, query)
    assert "Alice" in words(page)
    assert "/desk/tickets/1" not in page


def test_a_question_mark_asks_for_articles_alone(filed, anton):
    page = page_of(anton, "?export")
    assert "<mark>Exporting</mark> reports" in page
    assert "/desk/tickets/1" not in page


def test_before_anything_is_typed_the_conditions_are_explained(anton):
    page = page_of(anton, "")
    assert "assignee:me" in page
    assert page.count('type="search" name="q"') == 1
    assert "autofocus" in page


def test_a_search_costs_the_same_however_much_it_finds(
    kept, filed, alice, support, anton, open_request, django_assert_max_num_queries
):
    for number in range(60):
        reply_as_agent(open_request(alice, support, f"Export {number}"), "Exported.", by=anton)
    file_all()
    client = client_of(anton)
    client.get(SEARCH, {"q": "export"})
    with django_assert_max_num_queries(4):
        page = client.get(SEARCH, {"q": "export"}, headers=TYPING).content.decode()
    assert len(re.findall(r"/desk/tickets/\d", page)) == 50
    assert "more than 50" in page
    for query in ("export", "exp", "alice export"):
        with django_assert_max_num_queries(8):
            assert "more than 50" in client.get(SEARCH, {"q": query}).content.decode()


def test_a_mistyped_search_costs_three_statements_more_to_say_what_was_meant(
    kept, filed, anton, django_assert_max_num_queries
):
    client = client_of(anton)
    client.get(SEARCH, {"q": "zeppelni"})
    with django_assert_max_num_queries(7):
        assert "Did you mean" in client.get(SEARCH, {"q": "zeppelni"}, headers=TYPING).content.decode()


def test_the_palette_has_saved_replies_too_filled_for_the_ticket_that_is_open(filed, anton, mia, olga):
    shared = save_saved_reply(
        None, by=olga, name="Export by mail", text="Hello {customer}, export it.", shared=True
    )
    save_saved_reply(None, by=mia, name="Export of mine", text="Mine.")
    part = page_of(anton, "export", headers=PALETTE)
    assert f'href="/desk/settings/saved-replies/{shared.pk}/">Export by mail</a>' in part
    assert "Export of mine" not in part
    assert "<mark>Export</mark> stops" in part
    assert "<mark>Exporting</mark> reports" in part
    asked = {"q": "export", "ticket": filed.pk}
    answer = client_of(anton).get(SEARCH, asked, headers=PALETTE).content.decode()
    assert 'data-insert="Hello Alice Lake, export it."' in answer
    assert client_of(mia).get(SEARCH, asked, headers=PALETTE).status_code == 404
    assert "Export by mail" not in page_of(anton, "export", headers=TYPING)


def test_the_palette_costs_the_same_however_much_it_finds(
    kept, filed, anton, olga, django_assert_max_num_queries
):
    for number in range(9):
        save_saved_reply(None, by=olga, name=f"Export {number}", text="Export.", shared=True)
    client = client_of(anton)
    client.get(SEARCH, {"q": "export"}, headers=PALETTE)
    with django_assert_max_num_queries(8):
        client.get(SEARCH, {"q": "export"}, headers=PALETTE)


@pytest.mark.parametrize(
    "query",
    ["\x00", "\ud800", "'\"`;--", "<script>", "🙂" * 90, "\u202e\u2066", "the", "status:" * 60, "?", "@"],
)
def test_no_text_breaks_the_page(filed, anton, query):
    page_of(anton, query.encode("utf-8", "replace"))
