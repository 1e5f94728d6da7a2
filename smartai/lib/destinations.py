"""Where the links and pictures of a Markdown text lead: found and replaced, the rest stays to the letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

_PLACE: Final = re.compile(
    r"(?:\]\(\s*|^[ ]{0,3}\[[^\]\n]+\]:[ ]*)"
    r"(?:<(?P<pointed>[^<>\n]+)>|(?P<bare>[^\s()<][^\s()]*(?:\([^\s()]*\)[^\s()]*)*))",
    re.MULTILINE,
)


def destinations(text: str) -> dict[str, bool]:
    """Each as it is understood, in the order of the text, with whether a picture is shown from there."""
    links, pictures = _understood(text)
    found: dict[str, bool] = {}
    for _start, _end, address, understood in _places(text):
        if understood in links or understood in pictures:
            found[address] = found.get(address, False) or understood in pictures
    return found


def with_destinations(text: str, replaced: Callable[[str], str]) -> str:
    """The text with another destination for each that ``replaced`` gives one for; empty keeps it.

    What is given must need no marks around it: no spaces, no brackets.
    """
    links, pictures = _understood(text)
    kept, at = [], 0
    for start, end, address, understood in _places(text):
        new = replaced(address) if understood in links or understood in pictures else ""
        if new:
            kept += [text[at:start], new]
            at = end
    return "".join([*kept, text[at:]])


def _places(text: str) -> Iterator[tuple[int, int, str, str]]:
    """What may be destinations: code looks like some too, so each is compared with what is understood."""
    for match in _PLACE.finditer(text):
        name = "pointed" if match["bare"] is None else "bare"
        address = unescapeAll(match[name])
        yield match.start(name), match.end(name), address, _markdown().normalizeLink(address)


def _understood(text: str) -> tuple[set[str], set[str]]:
    """Of links and of pictures, in the form that the reader of Markdown gives them."""
    links: set[str] = set()
    pictures: set[str] = set()
    if "](" in text or "]:" in text:
        for token in _all(_markdown().parse(text)):
            if token.type == "link_open":
                links.add(str(token.attrGet("href") or ""))
            elif token.type == "image":
                pictures.add(str(token.attrGet("src") or ""))
    return links, pictures


def _all(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False})
    return markdown.enable(["strikethrough", "table"]).disable(["html_inline", "html_block"])
