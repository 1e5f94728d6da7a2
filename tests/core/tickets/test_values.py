from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from smartai.core.tickets.models import CustomField, FieldKind
from smartai.core.tickets.values import read_value, shown_value

K = FieldKind


def field(kind: str) -> CustomField:
    return CustomField(label="F", kind=kind, options=["Red", "Blue, dark"])


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown"),
    [
        (K.TEXT, " a\n b\0 ", "a b", "a b"),
        (K.LONG_TEXT, "a\r\nb", "a\nb", "a\nb"),
        (K.NUMBER, "1 234,50", 1234.5, "1,234.5"),
        (K.NUMBER, "-0", 0, "0"),
        (K.NUMBER, "٣", 3, "3"),
        (K.YES_NO, "On", True, "Yes"),
        (K.YES_NO, "no", False, "No"),
        (K.CHOICE, "Blue, dark", "Blue, dark", "Blue, dark"),
        (K.CHOICES, ["Blue, dark", "Red", "Red"], ["Red", "Blue, dark"], "Red, Blue, dark"),
        (K.CHOICES, "Red", ["Red"], "Red"),
        (K.DATE, "2026-11-23", "2026-11-23", "Nov. 23, 2026"),
        (K.DATE, "0001-01-01", "0001-01-01", "Jan. 1, 0001"),
        (K.EMAIL, " Jonas@Harbour.Example ", "jonas@harbour.example", "jonas@harbour.example"),
        (K.URL, "https://a.example/?q=1", "https://a.example/?q=1", "https://a.example/?q=1"),
    ],
)
def test_what_is_typed_is_kept_as_its_kind_and_shown_again(
    kind: str, typed: Any, kept: Any, shown: str
) -> None:
    with translation.override("en"):
        assert read_value(field(kind), typed) == kept
        assert shown_value(field(kind), kept) == shown


@pytest.mark.parametrize("kind", FieldKind.values)
@pytest.mark.parametrize("nothing", ["", None, "  \0 ", []])
def test_nothing_typed_is_no_value(kind: str, nothing: Any) -> None:
    if kind == K.CHOICES and nothing == "  \0 ":
        return
    assert read_value(field(kind), nothing) is None


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (K.TEXT, "x" * 501),
        (K.LONG_TEXT, "x" * 10_001),
        *[(K.NUMBER, text) for text in ("nan", "inf", "1e999", "1e15", "x", "1,2,3", "9" * 500)],
        (K.YES_NO, "maybe"),
        (K.CHOICE, "Green"),
        (K.CHOICES, ["Red", "Green"]),
        (K.CHOICES, ["\ud800"]),
        *[(K.DATE, text) for text in ("2026-02-30", "23.11.2026", "\ud800", "10000-01-01")],
        *[(K.EMAIL, text) for text in ("x", "a@b@c", "a b@c.example", "a@c.example\nBcc: d@e.example")],
        *[
            (K.URL, text)
            for text in (
                "javascript:alert(1)",
                "data:text/html,x",
                "//a.example",
                "https://",
                "https://[::1",
                "https://a.example/ b",
                "https://a.example/\nb",
                "ht\ttps://a.example",
                "https://" + "a" * 2_000,
            )
        ],
    ],
)
def test_what_does_not_fit_gets_a_sentence(kind: str, typed: Any) -> None:
    with pytest.raises(ValueError, match=r"\.$") as refusal:
        read_value(field(kind), typed)
    assert "'" not in str(refusal.value), "our own sentence, not Python's"


@pytest.mark.parametrize("value", ["old", 5, True, ["a", 1], None, {"a": 1}, 1e-7])
@pytest.mark.parametrize("kind", FieldKind.values)
def test_a_value_of_an_earlier_kind_stays_readable(kind: str, value: Any) -> None:
    assert shown_value(field(kind), value)
