from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from smartai.core.tickets.actions import create_tag
from smartai.core.tickets.models import Tag, Ticket
from smartai.web.ui.paging import page_of
from tests.cast import DEMO

pytestmark = pytest.mark.django_db
ORDER = ("-unread", "-public_at", "-id")
NOW = datetime(2026, 11, 1, tzinfo=UTC).isoformat()


def cursor(kept: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(kept).encode()).decode().rstrip("=")


def test_pages_follow_each_other_without_gap_or_double(alice, support, open_request):
    numbers = [open_request(alice, support).pk for _ in range(5)]
    seen, after = [], ""
    while True:
        rows, after = page_of(Ticket.objects.all(), order=ORDER, after=after, size=2)
        seen += [row.pk for row in rows]
        if not after:
            break
    assert seen == numbers[::-1]


@pytest.mark.parametrize(
    "after",
    [
        "nonsense",
        "\x00\ud800",
        "[" * 50_000,
        cursor({"a": 1}),
        cursor(7),
        cursor([1, 2, 3]),
        cursor([True, NOW, True]),
        cursor([NOW, NOW, 1]),
        cursor([True, "2026-01-01T00:00:00", 1]),
        cursor([True, "0001-01-01T00:00:00+14:00", 1]),
        cursor([True, "9999-12-31T23:59:59-14:00", 1]),
        cursor([True, NOW, 2**80]),
        cursor([True, NOW, 1.5]),
        cursor([True, NOW, 1, 1]),
        base64.urlsafe_b64encode(b"[" * 100_000).decode(),
    ],
)  # fmt: skip
def test_a_cursor_that_somebody_made_up_begins_at_the_first_page(after, a_ticket):
    assert page_of(Ticket.objects.all(), order=ORDER, after=after, size=2)[0] == [a_ticket]


def names(after: str) -> tuple[list[str], str]:
    rows, after = page_of(Tag.objects.all(), order=["name", "id"], after=after, size=1)
    return [row.name for row in rows], after


def test_a_list_in_the_order_of_names_goes_on_too():
    for name in ("übrig", "export", "import"):
        create_tag(name, by=DEMO)
    first, after = names("")
    second, after = names(after)
    third, after = names(after)
    assert sorted(first + second + third) == sorted(["export", "import", "übrig"])
    assert after == ""


@pytest.mark.parametrize("name", ["\x00", "\ud800", "x" * 41, 7, None, ["export"]])
def test_a_name_that_no_row_can_have_begins_at_the_first_page(name):
    create_tag("export", by=DEMO)
    assert names(cursor([name, 1]))[0] == ["export"]
