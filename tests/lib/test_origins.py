from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib.origins import origin_of


@pytest.mark.parametrize(
    ("typed", "origin"),
    [
        ("https://shop.example", "https://shop.example"),
        ("HTTPS://Shop.Example:443/a?b#c", "https://shop.example"),
        ("http://shop.example:8080", "http://shop.example:8080"),
        ("shop.example", "https://shop.example"),
        ("http://[::1]:3000", "http://[::1]:3000"),
        ("https://münchen.example", "https://xn--mnchen-3ya.example"),
    ],
)
def test_an_address_has_the_origin_that_browsers_name(typed, origin):
    assert origin_of(typed) == origin


@pytest.mark.parametrize(
    "typed",
    ["", " ", "*", "https://*.shop.example", "javascript:alert(1)", "data:text/html,x", "https://", "file:///etc",
     "https://user@shop.example", "https://shop.example:99999", "https://a b", "https://x;script-src"],
)  # fmt: skip
def test_what_is_no_site_has_none(typed):
    assert origin_of(typed) == ""


@given(st.text())
def test_no_text_breaks_it_and_none_can_leave_the_header_that_it_stands_in(text):
    origin = origin_of(text)
    assert not any(sign.isspace() or sign in ";,'\"*" for sign in origin)
    assert origin_of(origin) == origin
