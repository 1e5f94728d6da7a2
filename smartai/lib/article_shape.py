"""What is particular about the Markdown of articles, as rules over its tokens.

``> [!NOTE]`` is a callout, headings get a level and an id, a link to a video that stands alone is a card, or
plays when it is a file of the article.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

CALLOUTS: Final = ("note", "tip", "warning")
_CALLOUT: Final = re.compile(r"\[!(NOTE|TIP|WARNING)\][ \t]*(?:\n|$)", re.IGNORECASE)
TOP: Final = 2
"""The level of an article's highest heading: its title is the first."""
DEEPEST: Final = 4
LONGEST_ID: Final = 60
VIDEO_SITES: Final = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "youtube-nocookie.com": "YouTube",
    "vimeo.com": "Vimeo",
    "player.vimeo.com": "Vimeo",
    "loom.com": "Loom",
    "dailymotion.com": "Dailymotion",
    "wistia.com": "Wistia",
    "media.ccc.de": "media.ccc.de",
}
OWN_FILE: Final = re.compile(r"/help/files/([\w-]{22})(?:/[^\s)\"'<>]*)?", re.ASCII)
"""The address of a file of an article; its key is the first group."""
_VIDEO_FILE: Final = re.compile(r"\.(?:mp4|webm|mov|m4v)$", re.IGNORECASE)


def take_callouts(state: StateCore) -> None:
    """A quote that begins with ``[!NOTE]`` on a line of its own; before the words in it are read."""
    open_quotes: list[bool] = []
    for at, token in enumerate(state.tokens):
        if token.type == "blockquote_open":
            kind = _callout_at(state.tokens, at)
            open_quotes.append(bool(kind))
            if kind:
                token.type, token.meta = "callout_open", {"kind": kind}
        elif token.type == "blockquote_close" and open_quotes.pop():
            token.type = "callout_close"


def _callout_at(tokens: list[Token], at: int) -> str:
    """Its kind, the mark taken out of its first paragraph; empty for a quote that is one."""
    if at + 2 >= len(tokens) or tokens[at + 1].type != "paragraph_open":
        return ""
    first = tokens[at + 2]
    mark = _CALLOUT.match(first.content)
    if mark is None:
        return ""
    first.content = first.content[mark.end() :]
    if not first.content:
        for token in tokens[at + 1 : at + 4]:
            token.hidden = True
    return mark[1].lower()


def shape(state: StateCore) -> None:
    """Levels and ids of headings, sides of table cells, cards of videos."""
    taken: dict[str, int] = {}
    shift = TOP - min((int(token.tag[1]) for token in _headings(state.tokens)), default=TOP)
    for at, token in enumerate(state.tokens):
        if token.type == "heading_open":
            level = min(int(token.tag[1]) + shift, DEEPEST)
            token.tag = state.tokens[at + 2].tag = f"h{level}"
            token.attrSet("id", _free_id(_words(state.tokens[at + 1]), taken))
        elif token.type in ("th_open", "td_open"):
            _side(token)
        elif token.type == "paragraph_open" and not _film(token, state.tokens[at + 1], state.env["files"]):
            _video(token, state.tokens[at + 1], state.env["words"].watch)


def _headings(tokens: list[Token]) -> Iterator[Token]:
    return (token for token in tokens if token.type == "heading_open")


def _words(inline: Token) -> str:
    return "".join(one.content for one in inline.children or () if one.type in ("text", "code_inline"))


def heading_id(words: str) -> str:
    """Letters, marks and digits of any script with dashes; the prefix keeps it off the page's own ids."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    kept = "".join(char if char.isalnum() or unicodedata.category(char)[0] == "M" else " " for char in folded)
    return f"h-{'-'.join(kept.split())[:LONGEST_ID].strip('-') or 'part'}"


def _free_id(words: str, taken: dict[str, int]) -> str:
    """``taken`` counts each: many headings of one name take no longer than as many different ones."""
    base = found = heading_id(words)
    while found in taken:
        taken[base] += 1
        found = f"{base}-{taken[base]}"
    taken[found] = 1
    return found


def _side(token: Token) -> None:
    """A class, because the page's policy refuses styles; the beginning of a line is the usual side."""
    style = str(token.attrs.pop("style", ""))
    side = {"text-align:right": "end", "text-align:center": "center"}.get(style)
    if side:
        token.attrSet("class", side)


def _film(paragraph: Token, inline: Token, files: Mapping[str, Any]) -> bool:
    """An own video that stands alone plays there; its link stays below it, for who would rather keep it."""
    children = _alone(inline)
    kinds = [one.type for one in children]
    if kinds == ["image"]:
        address, title = str(children[0].attrGet("src") or ""), children[0].content
    elif kinds == ["link_open", "text", "link_close"]:
        address, title = str(children[0].attrGet("href") or ""), children[1].content
    else:
        return False
    own = OWN_FILE.fullmatch(address)
    facts = files.get(own[1]) if own else None
    if facts is None or not facts.plays:
        return False
    title = title or facts.name
    paragraph.attrSet("class", "film")
    inline.children = [
        Token("film", "video", 0, meta={"source": address, "title": title}),
        Token("text", "", 0, content=" "),
        Token("link_open", "a", 1, attrs={"href": address}),
        Token("text", "", 0, content=title),
        Token("link_close", "a", -1),
    ]
    return True


def _alone(inline: Token) -> list[Token]:
    return [one for one in inline.children or () if one.type != "text" or one.content]


def _video(paragraph: Token, inline: Token, watch: str) -> None:
    children = _alone(inline)
    if [one.type for one in children] != ["link_open", "text", "link_close"]:
        return
    address = str(children[0].attrGet("href") or "")
    site = video_site(address)
    if not site:
        return
    bare = children[0].markup in ("linkify", "autolink") or children[1].content == address
    paragraph.attrSet("class", "video")
    title = Token("text", "", 0, content=watch if bare else children[1].content)
    strong = (Token("strong_open", "strong", 1), title, Token("strong_close", "strong", -1))
    name = (
        Token("span_open", "span", 1),
        Token("text", "", 0, content=site),
        Token("span_close", "span", -1),
    )
    inline.children = [children[0], *strong, Token("text", "", 0, content=" "), *name, children[2]]


def video_site(address: str) -> str:
    """The name of the site when the address leads to a video; else empty."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if parts.scheme not in ("http", "https") or not parts.path.strip("/"):
        return ""
    return VIDEO_SITES.get(host, host if _VIDEO_FILE.search(parts.path) else "")
