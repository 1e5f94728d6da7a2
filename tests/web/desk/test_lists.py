"""The lists of the desk: what their headings say, in which order they stand, what an empty one says."""

from __future__ import annotations

import html
import re

import pytest

from smartai.core.tickets.actions import assign_ticket, reply_as_agent
from smartai.core.tickets.models import Category, Ticket
from smartai.web.desk import lists, places
from smartai.web.ui.paging import cursor_of
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def page_at(person, path):
    return client_of(person).get(path).content.decode()


def titles(page):
    return [title.strip() for title in re.findall(r'class="subject.*?</bdi>(.*?)</a>', page)]


def heading(page):
    """The words of the list's own bar, without its menu."""
    bar = page[page.index('aria-label="Tickets"') : page.index('<div id="arrangement"')]
    return " ".join(re.sub(r"<[^>]*>", " ", bar[bar.index("<") :]).split())


@pytest.fixture
def three(alice, billing, support, open_request):
    return [open_request(alice, where, title) for where, title in
            [(support, "First"), (billing, "Second"), (support, "Third")]]  # fmt: skip


def test_the_heading_says_view_number_and_order(olga, three):
    assert heading(page_at(olga, "/desk/")) == "Needs reply 3 Oldest first"
    assert heading(page_at(olga, "/desk/views/open/")) == "All open 3 Newest first"
    assert heading(page_at(olga, "/desk/views/solved/")) == "Solved Newest first"
    ticket = f"/desk/tickets/{three[0].pk}/?view=open&department={three[0].department_id}"
    assert heading(page_at(olga, ticket)) == "All open 2 Support Newest first"


@pytest.mark.parametrize("path", ["/desk/", "/desk/views/open/"])
def test_the_order_can_be_turned_and_stays_with_the_ticket_that_is_opened(path, olga, three):
    for order, first in [("oldest", "First"), ("newest", "Third"), ("wrong", None)]:
        page = page_at(olga, f"{path}?order={order}")
        assert len(titles(page)) == 3
        assert first in (titles(page)[0], None)
    turned = "oldest" if path.endswith("open/") else "newest"
    opened = re.search(r'href="(/desk/tickets/\d[^"]*)"', page_at(olga, f"{path}?order={turned}"))
    assert opened
    beside = page_at(olga, opened[1].replace("&amp;", "&"))
    assert titles(beside)[0] == {"oldest": "First", "newest": "Third"}[turned]


def test_a_number_above_what_is_counted_says_so(olga, three, monkeypatch):
    monkeypatch.setattr(lists, "COUNTED_TO", 2)
    monkeypatch.setattr(lists, "MORE", "2+")
    assert heading(page_at(olga, "/desk/")) == "Needs reply 2+ Oldest first"


@pytest.mark.parametrize(
    ("path", "says"),
    [("", "All answered"), ("views/mine/", "Nothing is assigned to you"), ("views/open/", "No open tickets"),
     ("views/solved/", "Nothing solved yet"), ("search/?q=exprot", "Nothing for “exprot”")],
)  # fmt: skip
def test_an_empty_list_says_what_that_means(path, says, olga):
    assert says in page_at(olga, f"/desk/{path}")


def test_each_view_holds_its_tickets_and_no_others(anton, mia, three):
    first, _, third = three
    assign_ticket(third, anton, by=anton)
    reply_as_agent(first, "Done.", by=anton, then=Category.SOLVED)
    seen = {view: titles(page_at(anton, f"/desk/{view}")) for view in
            ("", "views/mine/", "views/open/", "views/solved/")}  # fmt: skip
    assert seen == {"": ["Third"], "views/mine/": ["Third"], "views/open/": ["Third"],
                    "views/solved/": ["First"]}  # fmt: skip
    assert Ticket.objects.count() == 3


def test_a_row_is_read_as_status_who_and_what(olga, a_ticket):
    link = re.search(r'<a href="/desk/tickets/\d+/[^>]*>(.*?)</a>', page_at(olga, "/desk/"))
    assert link
    words = " ".join(re.sub(r"<[^>]*>", "", link[1]).split())
    assert words == "New. Alice Lake. Export stops at row 10,000"


@pytest.fixture
def ten(monkeypatch, alice, support, open_request):
    monkeypatch.setattr(places, "PAGE_SIZE", 3)
    return [open_request(alice, support, f"Number {n}") for n in range(10)]


def link_of(page, words):
    """Of a row, or of what loads more."""
    found = re.search(rf'<a[^>]*href="([^"]*)"[^>]*>(?:<bdi[^>]*>[^<]*</bdi>)?{words}</a>', page)
    return html.unescape(found[1]) if found else None


def test_the_list_beside_a_ticket_shows_the_rows_it_was_opened_from(olga, ten):
    """Beyond the first page too, in both directions, and so does the way back to the list."""
    second = page_at(olga, link_of(page_at(olga, "/desk/"), "Load more"))
    assert titles(second) == ["Number 3", "Number 4", "Number 5"]
    opened = page_at(olga, link_of(second, "Number 4"))
    assert titles(opened) == titles(second)
    back = html.unescape(re.findall(r'href="([^"]*)" data-key="u"', opened)[0])
    assert titles(page_at(olga, back)) == titles(second)
    third = page_at(olga, link_of(opened, "Load more"))
    assert titles(third) == ["Number 6", "Number 7", "Number 8"]
    above = page_at(olga, link_of(third, "Load earlier ones"))
    assert titles(above) == titles(second)
    assert titles(page_at(olga, link_of(above, "Number 5"))) == titles(second)
    first = page_at(olga, link_of(above, "Load earlier ones"))
    assert titles(first) == ["Number 0", "Number 1", "Number 2"]
    assert link_of(first, "Load earlier ones") is None


def test_what_is_done_with_a_ticket_beyond_the_first_page_keeps_its_rows(anton, ten):
    second = page_at(anton, link_of(page_at(anton, "/desk/views/open/"), "Load more"))
    opened = page_at(anton, link_of(second, "Number 5"))
    solving = html.unescape(re.findall(r'action="([^"]*/solving/[^"]*)"', opened)[0])
    landed = client_of(anton).post(solving, follow=True).content.decode()
    assert titles(landed) == ["Number 6", "Number 4", "Number 3"]


def test_solving_the_last_row_of_a_page_goes_on_to_the_rows_behind_it(anton, ten):
    third = page_at(
        anton, link_of(page_at(anton, link_of(page_at(anton, "/desk/"), "Load more")), "Load more")
    )
    second = page_at(anton, link_of(third, "Load earlier ones"))
    opened = page_at(anton, link_of(second, "Number 5"))
    solving = html.unescape(re.findall(r'action="([^"]*/solving/[^"]*)"', opened)[0])
    landed = client_of(anton).post(solving, follow=True).content.decode()
    assert titles(landed) == ["Number 6", "Number 7", "Number 8"]


def test_rows_that_have_left_the_list_meanwhile_leave_its_first_page(anton, ten):
    last = "/desk/?after=" + cursor_of(ten[-1], ("waiting_since", "id"))
    assert titles(page_at(anton, last)) == ["Number 0", "Number 1", "Number 2"]
    assert "All answered" not in page_at(anton, last)
