"""Every text is a query: conditions where a field is known, words in all other cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib.conditions import MOST_CONDITIONS, age, days, parsed

FIELDS = {"status", "tag", "waiting", "created", "assignee"}


def told(text):
    asked = parsed(text, FIELDS)
    return [(c.field, c.operator, c.values, c.negated) for c in asked.conditions], asked.words, asked.without


@pytest.mark.parametrize(
    ("text", "conditions", "words", "without"),
    [
        ("status:open refund", [("status", ":", ("open",), False)], "refund", ()),
        ("Status:open,waiting", [("status", ":", ("open", "waiting"), False)], "", ()),
        ('assignee:"Mia Keller"', [("assignee", ":", ("Mia Keller",), False)], "", ()),
        ("-tag:spam late", [("tag", ":", ("spam",), True)], "late", ()),
        ("assignee:„Mia Keller“", [("assignee", ":", ("Mia Keller",), False)], "", ()),
        ('tag:a,"b c",d', [("tag", ":", ("a", "b c", "d"), False)], "", ()),
        ("waiting>2h created", [("waiting", ">", ("2h",), False)], "created", ()),
        ("created<=2026-01-01", [("created", "<=", ("2026-01-01",), False)], "", ()),
        ("status=open", [("status", ":", ("open",), False)], "", ()),
        ('"bank transfer" late', [], '"bank transfer" late', ()),
        ('export -refund -"bank transfer"', [], "export", ("refund", "bank transfer")),
        ("re: hello http://a.example/x?y=z", [], "re: hello http://a.example/x?y=z", ()),
        ("status: open status:", [], "status: open status:", ()),
        ("e-mail - tag:,", [], "e-mail - tag:,", ()),
        ('"never closed', [], '"never closed', ()),
        ("", [], "", ()),
    ],
)  # fmt: skip
def test_a_text_becomes_conditions_and_words(text, conditions, words, without):
    assert told(text) == (conditions, words, without)


def test_what_is_written_is_kept_for_saying_it_again():
    (one,) = parsed('-assignee:"Mia K",me', FIELDS).conditions
    assert one.written == '-assignee:"Mia K",me'


def test_many_conditions_are_too_many():
    assert len(parsed("tag:a " * 100, FIELDS).conditions) == MOST_CONDITIONS


@given(st.text(max_size=400))
def test_no_text_breaks_it(text):
    parsed(text, FIELDS)
    age(text)
    days(text)


@pytest.mark.parametrize(
    ("text", "lasted"),
    [("30m", timedelta(minutes=30)), ("2h", timedelta(hours=2)), ("7D", timedelta(days=7)),
     ("3w", timedelta(weeks=3)), ("999999w", None), ("h", None), ("2 h", None), ("-2h", None), ("2y", None)],
)  # fmt: skip
def test_an_age_is_a_number_with_a_unit(text, lasted):
    assert age(text) == lasted


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [("2026-01-31", date(2026, 1, 31), date(2026, 2, 1)), ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
     ("2026", date(2026, 1, 1), date(2027, 1, 1))],
)  # fmt: skip
def test_a_date_is_a_day_a_month_or_a_year(text, first, after):
    assert days(text) == (first, after)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-02-30", "0000", "0001-01-01", "9999-12-31", "yesterday", "1.2.2026"]
)
def test_what_is_no_date_is_none(text):
    assert days(text) is None
