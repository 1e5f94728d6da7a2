from __future__ import annotations

import re
import time
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib.article_html import (
    ATTRIBUTES,
    TAGS,
    FileFacts,
    Words,
    article_html,
    article_words,
    file_keys,
    sanitised,
)
from smartai.lib.text import clean_text

PICTURE, PAPER = "P" * 22, "D" * 22
FILES = {PICTURE: FileFacts("steps.png", 3200, 1600), PAPER: FileFacts("price list.pdf")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("## Export\n\n### By mail", '<h2 id="h-export">Export</h2>\n<h3 id="h-by-mail">By mail</h3>'),
        ("### Export\n\n#### By mail", '<h2 id="h-export">Export</h2>\n<h3 id="h-by-mail">By mail</h3>'),
        (
            "# One\n\n## Two\n\n##### Deep",
            '<h2 id="h-one">One</h2>\n<h3 id="h-two">Two</h3>\n<h4 id="h-deep">',
        ),
    ],
)
def test_the_highest_heading_that_is_used_is_the_second_of_the_page(text, found):
    assert found in article_html(text)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Send by *e-mail*", "h-send-by-e-mail"),
        ("تصدير الملفات", "h-تصدير-الملفات"),
        ("ファイルの書き出し", "h-ファイルの書き出し"),
        ("निर्यात", "h-निर्यात"),
        ("🎉", "h-part"),
        ('"><b id=main>', "h-b-id-main"),
    ],
)
def test_a_heading_can_be_linked_to_in_every_script(title, found):
    assert f' id="{found}"' in article_html(f"## {title}")


def test_headings_of_the_same_name_have_different_ids():
    html = article_html("## A\n\n## A\n\n## A 2\n\n## A")
    assert [f'"h-a{end}"' in html for end in ("", "-2", "-2-2", "-3")] == [True] * 4


def test_a_callout_says_what_it_is_in_the_articles_language():
    html = article_html("> [!WARNING]\n> Save *first*.\n\n> Quoted.", words=Words(warning="Achtung"))
    assert '<div class="callout warning" role="note" aria-label="Achtung">' in html
    assert '<p class="callout-word">Achtung</p><p>Save <em>first</em>.</p>' in html
    assert "<blockquote>\n<p>Quoted.</p>" in html
    assert article_words(html) == "Save first.\nQuoted."


def test_what_only_looks_like_a_callout_is_a_quote():
    for text in ("> [!DANGER]\n> x", "> see [!NOTE]", "[!NOTE]\nx", "> [!NOTE] x"):
        assert "callout" not in article_html(text)


def test_a_table_scrolls_by_itself_and_keeps_its_sides_without_styles():
    html = article_html("| a | b |\n|:-:|--:|\n| 1 | 2 |")
    assert '<div class="scroll-table" role="region" tabindex="0" aria-label="Table"><table>' in html
    assert '<td class="center">1</td>\n<td class="end">2</td>' in html
    assert "style" not in html


def test_the_articles_own_picture_is_shown_in_its_size_and_when_it_is_near():
    html = article_html(f"![Three steps](/help/files/{PICTURE}/steps.png)", FILES)
    assert f'<img src="/help/files/{PICTURE}/steps.png" alt="Three steps" width="1600" height="800"' in html
    assert 'loading="lazy"' in html


@pytest.mark.parametrize(
    "address",
    ["https://track.example/pixel.gif", "//track.example/x.gif", f"/help/files/{'X' * 22}/x.png", "/logout/",
     f"https://evil.example/help/files/{PICTURE}/x.png"],
)  # fmt: skip
def test_no_picture_is_loaded_that_is_not_the_articles_own(address):
    html = article_html(f"![Chart]({address})", FILES)
    assert "<img" not in html
    assert ">Chart</a>" in html


def test_what_is_struck_out_is_said_to_be_gone():
    assert article_html("~~old~~ new") == "<p><del>old</del> new</p>\n"


def test_a_file_is_a_link():
    html = article_html(f"[Prices](/help/files/{PAPER}/price-list.pdf) ![](/help/files/{PAPER}/x)", FILES)
    assert f'<a href="/help/files/{PAPER}/price-list.pdf" class="file-link"' in html
    assert ">price list.pdf</a>" in html
    assert file_keys(html) == [PAPER]


@pytest.mark.parametrize(
    ("text", "title", "site"),
    [
        ("https://www.youtube.com/watch?v=abc", "Watch the video", "YouTube"),
        ("<https://youtu.be/abc>", "Watch the video", "YouTube"),
        ("[The tour](https://vimeo.com/1)", "The tour", "Vimeo"),
        ("[Tour](https://films.example/a/tour.mp4)", "Tour", "films.example"),
    ],
)
def test_a_video_that_stands_alone_is_a_card_that_loads_nothing(text, title, site):
    html = article_html(text)
    assert '<p class="video"><a href="https://' in html
    assert f"<strong>{title}</strong> <span>{site}</span></a></p>" in html
    assert "<iframe" not in html


@pytest.mark.parametrize(
    "text",
    ["See https://youtu.be/abc now", "https://youtube.com/", "[x](https://youtube.com.evil.example/watch)",
     "https://lake.example/watch?v=1", "[x](http://[::1)"],
)  # fmt: skip
def test_other_links_are_no_cards(text):
    assert 'class="video"' not in article_html(text)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](javascript:alert(1))",
        "[x](data:text/html,y)",
        "<style>*{background:url(//x)}</style>",
        "<iframe src=//evil.example></iframe>",
        "<base href=//evil.example>",
        "```\n</code></pre><script>alert(1)</script>\n```",
        '## x" onmouseover="alert(1)',
        f'![" onload="alert(1)](/help/files/{PICTURE}/x.png)',
        f'![x](/help/files/{PICTURE}/"onload="y)',
        "| <form action=//x> |\n|---|\n| <input> |",
        '> [!NOTE]\n> <div style="position:fixed">',
    ],
)
def test_no_article_carries_code_styles_or_forms(hostile):
    read = Tags()
    read.feed(article_html(hostile, FILES))
    assert read.tags <= TAGS
    assert read.names <= {"class", "rel"}.union(*ATTRIBUTES.values())
    assert all(re.match(r"https?:|/|[\w.%\"-]*$", address) for address in read.addresses), read.addresses


class Tags(HTMLParser):
    """What a browser would find in it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.addresses: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src")}


@given(st.text(max_size=300))
def test_what_is_written_is_already_sanitised(text):
    html = article_html(clean_text(text))
    assert unescape(sanitised(html)) == unescape(html)


@given(st.text(alphabet="ab |-:\n>#![]()`*_~\\<&1.", max_size=200))
def test_no_text_breaks_it(text):
    article_words(article_html(text))


@pytest.mark.parametrize(
    "piece",
    ["[", "![", ">", "> ", "|a", "|", "*a_ ", "**a ", "`", "# a\n\n", "[a](b", "a@", "a.example ", "&", "<",
     "- ", "a\n", " - a\n", "[!NOTE]\n> ", "|a|b|\n|-|-|\n", "~~a", "\\", "http://", "1. "],
)  # fmt: skip
def test_the_longest_text_takes_a_bounded_time(piece):
    begun = time.perf_counter()
    article_words(article_html((piece * 100_000)[:100_000]))
    assert time.perf_counter() - begun < 15


def test_a_huge_table_stays_a_bounded_page():
    html = article_html("|a" * 2_000 + "|\n" + "|-" * 2_000 + "|\n" + "|\n" * 40_000)
    assert len(html) < 2_000_000


def test_the_words_of_an_article_are_one_block_a_line():
    html = article_html("## One\n\nTwo\n\n| a | b |\n|---|---|\n| c | d |\n\n```\nx = 1\n```")
    assert article_words(html).split("\n") == ["One", "Two", "a", "b", "c", "d", "x = 1"]


KEY = "A" * 22
FILM = FileFacts("tour.mp4", plays=True)


@pytest.mark.parametrize("mark", ["", "!"])
def test_an_own_video_that_stands_alone_plays_without_loading_before_and_keeps_its_link(mark):
    address = f"/help/files/{KEY}/tour.mp4"
    assert article_html(f"{mark}[The tour]({address})", {KEY: FILM}) == (
        f'<p class="film"><video controls="" preload="none" src="{address}" aria-label="The tour"></video> '
        f'<a href="{address}" class="file-link" rel="nofollow noopener noreferrer">The tour</a></p>\n'
    )


@pytest.mark.parametrize(
    ("text", "files"),
    [
        (f"[The tour](/help/files/{KEY}/tour.mp4)", {}),
        (f"[The tour](/help/files/{KEY}/tour.mp4)", {KEY: FileFacts("tour.mov")}),
        (f"See [the tour](/help/files/{KEY}/tour.mp4).", {KEY: FILM}),
        ("[The tour](https://video.example/tour.mp4)", {KEY: FILM}),
        (f'<video src="/help/files/{KEY}/tour.mp4" autoplay></video>', {KEY: FILM}),
    ],
)
def test_nothing_else_plays(text, files):
    assert "<video" not in article_html(text, files)


def test_the_door_lets_no_video_begin_by_itself():
    html = sanitised('<video src="javascript:x" autoplay onplay="x()" poster="https://t.example/x"></video>')
    assert html == "<video></video>"
