from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib.destinations import destinations, with_destinations


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See [it](files/a.csv).", {"files/a.csv": False}),
        ("![Steps](files/a.png)", {"files/a.png": True}),
        ("[![small](s.png)](<large one.png>)", {"s.png": True, "large one.png": False}),
        ('[x](a\\_b.pdf "A title") [y][z]\n\n[z]: other.pdf', {"a_b.pdf": False, "other.pdf": False}),
        ("| a |\n|---|\n| ![x](in(side).png) |", {"in(side).png": True}),
        ("> - ~~[x](a.csv)~~", {"a.csv": False}),
        ("`[x](a.csv)` and\n\n    [y](b.csv)\n\n```\n[z](c.csv)\n```", {}),
        ("[x] (a.csv), \\[x\\](b.csv), [x](<>), [x]()", {}),
        ("[x](javascript:alert(1)) [y](data:text/html,z)", {}),
    ],
)
def test_destinations_are_those_of_links_and_pictures_and_none_of_code(text, found):
    assert destinations(text) == found


def test_a_destination_is_replaced_and_all_else_stays_to_the_letter():
    text = "One [x](a.csv 'T')  \n\t`[x](b.csv)` ![y](<a b.png>) [z](c.csv)\r\n"
    new = {"a.csv": "/1", "a b.png": "/2", "b.csv": "/3"}
    assert (
        with_destinations(text, lambda one: new.get(one, ""))
        == "One [x](/1 'T')  \n\t`[x](b.csv)` ![y](</2>) [z](c.csv)\r\n"
    )


@given(st.text(alphabet="ab[]()<>!\\`\n :./#", max_size=120))
def test_no_text_breaks_it_and_what_is_kept_is_kept_whole(text):
    assert with_destinations(text, lambda one: "") == text
    assert all(destinations(text).keys())
