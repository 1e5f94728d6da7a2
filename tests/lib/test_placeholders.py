from __future__ import annotations

import pytest

from smartai.lib.placeholders import filled, unknown_names


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hi {name}!", "Hi Alice!"),
        ("Hi {{ name }}!", "Hi Alice!"),
        ("Hi {other}!", "Hi {other}!"),
        ("{name.__class__} {name!r} {0} {}", "{name.__class__} {name!r} {0} {}"),
        ("{trap}", "{name}"),
        ("{" * 50_000, "{" * 50_000),
    ],
)
def test_only_known_names_are_filled_and_only_once(text, shown):
    assert filled(text, {"name": "Alice", "trap": "{name}"}) == shown


def test_names_that_nothing_stands_for_are_told_once_each():
    assert unknown_names("{a} {b} {{a}} {name}", {"name"}) == ["a", "b"]
