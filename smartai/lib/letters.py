"""What people type becomes a letter: sanitised HTML and plain text."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import Any

import nh3
from markdown_it import MarkdownIt

TAGS = {
    "p", "br", "a", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "h3", "h4", "hr", "del",
    "s", "strike", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def letter_html(text: str) -> str:
    """HTML of cleaned text: paragraphs, lists, links and `code` of Markdown; raw HTML stays text.

    Line breaks are kept as typed. Images are not shown (nothing remote is fetched), headings are small.
    """
    if _is_plain(text):
        return _paragraphs(text)
    return sanitised(_markdown().render(text))


def sanitised(html: str) -> str:
    """The one allow-list at the door: no scripts, styles, forms, frames, images, ids or classes."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )


# What could mean something to Markdown, to the finder of links, or to HTML. Most letters have none of it.
_MARKS = re.compile(
    r"[*_`#\[\]<>|~\\@\t]|&#?\w+;|\w\.\w|://|^[ ]*(?:[-+=]|\d+[.)])|^ {2,}| {2,}$", re.MULTILINE
)


def _is_plain(text: str) -> bool:
    return _MARKS.search(text) is None


def _paragraphs(text: str) -> str:
    blocks = [block.strip("\n") for block in text.strip().split("\n\n")]
    return "".join(f"<p>{_escaped(block)}</p>\n" for block in blocks if block)


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>\n")


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    markdown.enable(["linkify", "strikethrough", "table"]).disable(["image", "html_inline", "html_block"])
    markdown.add_render_rule("s_open", _gone)
    markdown.add_render_rule("s_close", _gone_end)
    return markdown


def _gone(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    return "<del>"


def _gone_end(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    return "</del>"


_END_OF_BLOCK = re.compile(r"</(?:p|li|h[2-4]|pre|tr)>|<br>")
_END_OF_CELL = re.compile(r"</t[hd]>")
_STRUCK_OUT = re.compile(r"</?(?:del|s|strike)>")


def plain_words(html: str) -> str:
    """The words of sanitised HTML without its marks, one block a line; ``~~`` around those struck out,
    which would say the contrary without it."""
    marked = _STRUCK_OUT.sub("~~", _END_OF_CELL.sub(" ", _END_OF_BLOCK.sub("\n", html)))
    text = unescape(nh3.clean(marked, tags=set()))
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())
