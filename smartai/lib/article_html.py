"""What writers type becomes an article: sanitised HTML, with headings that can be linked to.

Nothing remote is ever loaded by it: pictures are the article's own files, and so are the videos that play in
it; one on another site is a link like a card.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import nh3
from markdown_it import MarkdownIt

from smartai.lib.article_shape import OWN_FILE, shape, take_callouts
from smartai.lib.letters import SCHEMES, plain_words

FORM: Final = 2
"""Of the HTML: articles that were stored in an older one are made anew."""
LONGEST_SIDE: Final = 1600
"""Pixels of a picture as it is shown."""
TAGS: Final = {
    "p", "br", "a", "strong", "em", "code", "pre", "ul", "ol", "li", "blockquote", "h2", "h3", "h4", "hr",
    "del", "table", "thead", "tbody", "tr", "th", "td", "div", "img", "span",
    "video",
}  # fmt: skip
ATTRIBUTES: Final[dict[str, set[str]]] = {
    "a": {"href"},
    "ol": {"start"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "pre": {"tabindex"},
    "div": {"role", "tabindex", "aria-label"},
    "video": {"src", "controls", "preload", "aria-label"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
}
CLASSES: Final[dict[str, set[str]]] = {
    "div": {"callout", "note", "tip", "warning", "scroll-table"},
    "p": {"callout-word", "video", "film"},
    "a": {"file-link"},
    "th": {"end", "center"},
    "td": {"end", "center"},
}
_CALLOUT_WORD: Final = re.compile(r'<p class="callout-word">[^<]*</p>')


@dataclass(frozen=True)
class FileFacts:
    """A file of the article; the size in pixels is known of pictures alone. ``plays`` in a page: a video."""

    name: str
    width: int | None = None
    height: int | None = None
    plays: bool = False


@dataclass(frozen=True)
class Words:
    """What the page adds to what was written, in the article's language."""

    note: str = "Note"
    tip: str = "Tip"
    warning: str = "Warning"
    table: str = "Table"
    watch: str = "Watch the video"


ENGLISH: Final = Words()
NO_FILES: Final[Mapping[str, FileFacts]] = {}


def article_html(text: str, files: Mapping[str, FileFacts] = NO_FILES, words: Words = ENGLISH) -> str:
    """HTML of cleaned text; raw HTML stays text. ``files`` are the article's own, by key.

    The highest heading that is used becomes ``h2``, whichever it is. A picture that is no file of the
    article becomes a link.
    """
    return sanitised(_markdown().render(text, {"files": files, "words": words}))


def sanitised(html: str) -> str:
    """The one allow-list at the door: no scripts, styles, forms, frames, and no classes but ours."""
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener noreferrer",
    )


def article_words(html: str) -> str:
    """The words of an article's HTML, one block a line; without those that the page adds."""
    return plain_words(_CALLOUT_WORD.sub("", html))


def file_keys(text: str) -> list[str]:
    """Keys of the files that the text shows or links to, each once."""
    return list(dict.fromkeys(match[1] for match in OWN_FILE.finditer(text)))


def own_file_key(address: str) -> str:
    """Of the whole address of an article's file; empty for any other."""
    own = OWN_FILE.fullmatch(address)
    return own[1] if own else ""


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    markdown.enable(["linkify", "strikethrough", "table"]).disable(["html_inline", "html_block"])
    markdown.core.ruler.after("block", "callouts", take_callouts)
    markdown.core.ruler.push("shape", shape)
    for name, rule in _RULES.items():
        markdown.add_render_rule(name, rule)
    return markdown


def _image(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    source = str(tokens[at].attrGet("src") or "")
    alt = self.renderInlineAsText(tokens[at].children, options, env)
    own = OWN_FILE.fullmatch(source)
    facts = env["files"].get(own[1]) if own else None
    if facts is None or not (facts.width and facts.height):
        kind = ' class="file-link"' if facts else ""
        return f'<a{kind} href="{_escaped(source)}">{_escaped(alt or (facts.name if facts else source))}</a>'
    width, height = shown_size(facts.width, facts.height)
    return (
        f'<img src="{_escaped(source)}" alt="{_escaped(alt)}" width="{width}" height="{height}"'
        ' loading="lazy" decoding="async">'
    )


def shown_size(width: int, height: int) -> tuple[int, int]:
    """In pixels, of a picture of that size: at most ``LONGEST_SIDE`` a side."""
    scale = min(1.0, LONGEST_SIDE / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def _link(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    own = OWN_FILE.fullmatch(str(tokens[at].attrGet("href") or ""))
    if own and own[1] in env["files"]:
        tokens[at].attrSet("class", "file-link")
    return str(self.renderToken(tokens, at, options, env))


def _film(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    """Not a byte of it is loaded before somebody presses play."""
    source, title = (_escaped(tokens[at].meta[name]) for name in ("source", "title"))
    return f'<video controls preload="none" src="{source}" aria-label="{title}"></video>'


def _table(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    """Wide tables scroll by themselves, also with the keyboard."""
    label = _escaped(env["words"].table)
    return f'<div class="scroll-table" role="region" tabindex="0" aria-label="{label}"><table>'


def _table_end(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    return "</table></div>"


def _gone(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    return "<del>"


def _gone_end(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    return "</del>"


def _callout(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    kind = str(tokens[at].meta["kind"])
    word = _escaped(getattr(env["words"], kind))
    return f'<div class="callout {kind}" role="note" aria-label="{word}"><p class="callout-word">{word}</p>'


def _callout_end(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    return "</div>"


def _code(self: Any, tokens: Any, at: int, options: Any, env: Any) -> str:
    return f'<pre tabindex="0"><code>{_escaped(tokens[at].content)}</code></pre>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


_RULES: Final = {
    "image": _image,
    "link_open": _link,
    "film": _film,
    "table_open": _table,
    "table_close": _table_end,
    "s_open": _gone,
    "s_close": _gone_end,
    "callout_open": _callout,
    "callout_close": _callout_end,
    "fence": _code,
    "code_block": _code,
}
