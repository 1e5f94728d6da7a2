from __future__ import annotations

from html import unescape

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib import letters
from smartai.lib.letters import letter_html, plain_words
from smartai.lib.text import clean_text


def test_paragraphs_and_line_breaks_stay_as_typed():
    assert letter_html("One\ntwo\n\nThree") == "<p>One<br>\ntwo</p>\n<p>Three</p>\n"


def test_a_list_a_link_and_code_become_what_they_look_like():
    html = letter_html("- a\n- b\n\nSee https://lake.example and `x = 1`")
    assert "<li>a</li>" in html
    assert '<a href="https://lake.example" rel="nofollow noopener noreferrer">' in html
    assert "<code>x = 1</code>" in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](https://track.example/pixel.gif)",
        "<style>*{background:url(//x)}</style>",
        '<a href="data:text/html,x">x</a>',
        "<base href=//evil.example>",
    ],
)
def test_no_letter_carries_code_pictures_or_styles(hostile):
    html = letter_html(hostile).lower()
    for forbidden in ("<script", "<img", "<style", "<base", '<a href="javascript', '<a href="data'):
        assert forbidden not in html


@given(st.text(max_size=300))
def test_what_is_written_is_already_sanitised(text):
    html = letter_html(clean_text(text))
    again = nh3.clean(
        html,
        tags=letters.TAGS,
        attributes=letters.ATTRIBUTES,
        url_schemes=letters.SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )
    assert unescape(again) == unescape(html)


@given(st.text(alphabet="abc DEF 123.,;-\n!?'\"()", max_size=200))
def test_the_short_way_says_the_same_as_the_long_one(text):
    if letters._is_plain(text):
        long_way = letters.sanitised(letters._markdown().render(text))
        assert plain_words(letter_html(text)) == plain_words(long_way)


def test_plain_words_are_without_marks():
    assert plain_words("<p>One &amp; two</p><ul><li>three</li></ul>") == "One & two\nthree"


def test_what_is_struck_out_stays_so_in_letters_and_in_plain_words():
    html = letter_html("It costs ~~10~~ 12 euros.")
    assert html == "<p>It costs <del>10</del> 12 euros.</p>\n"
    assert plain_words(html) == "It costs ~~10~~ 12 euros."


@pytest.mark.parametrize("tag", ["s", "del", "strike"])
def test_each_mark_of_struck_out_words_passes_the_door(tag):
    html = letters.sanitised(f'<p><{tag} onclick="x()">10</{tag}> 12</p>')
    assert html == f"<p><{tag}>10</{tag}> 12</p>"
    assert plain_words(html) == "~~10~~ 12"
