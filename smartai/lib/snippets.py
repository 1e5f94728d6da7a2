"""What the HTML of somebody's page says about an embedded panel: the lines that load it, and its policies.

Read in one pass that never goes back, because the page may be anybody's: no text makes it slow. What a script
adds later is not seen, and what stands in comments or in the text of scripts is none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

ELEMENT: Final = "smartai-tickets"
_MOST: Final = 20
"""Lines and policies that are looked at; a page has one or two."""
_OPENING: Final = re.compile(r"<([A-Za-z][A-Za-z0-9-]{0,40})(?=[\s/>])")
_ATTRIBUTE: Final = re.compile(
    r"""[\s/]*([^\s/>=][^\s/>=]{0,100})(?:\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?"""
)
_RAW: Final = frozenset({"script", "style", "textarea", "title", "template", "noscript", "iframe", "xmp"})
"""What stands inside of these is text, or nothing that a browser with scripts shows."""


@dataclass(frozen=True)
class Snippet:
    """``is_element``: the custom element, which says no address itself."""

    src: str
    panel: str
    nonce: str
    is_element: bool = False


@dataclass(frozen=True)
class Embedding:
    """``loads`` are addresses of scripts that have no panel of their own, as elements use them."""

    snippets: list[Snippet] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    policies: list[str] = field(default_factory=list)


def embedding_in(text: str) -> Embedding:
    """Lines with ``data-panel``, other scripts called ``embed.js``, elements, policies in ``<meta>``."""
    found = Embedding()
    for name, attributes in _elements(text):
        source = attributes.get("src", "")
        if name == ELEMENT and len(found.snippets) < _MOST:
            found.snippets.append(Snippet("", attributes.get("panel", ""), "", is_element=True))
        elif name == "script" and "data-panel" in attributes and len(found.snippets) < _MOST:
            nonce = attributes.get("nonce", "")
            found.snippets.append(Snippet(source, attributes["data-panel"], nonce))
        elif name == "script" and source.split("?")[0].endswith("/embed.js") and len(found.loads) < _MOST:
            found.loads.append(source)
        elif name == "meta" and len(found.policies) < _MOST and _is_policy(attributes):
            found.policies.append(attributes.get("content", ""))
    return found


def _is_policy(attributes: dict[str, str]) -> bool:
    return attributes.get("http-equiv", "").strip().lower() == "content-security-policy"


def _elements(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Opening tags in their order."""
    at = text.find("<")
    while at >= 0:
        if text.startswith("<!--", at):
            at = _after(text, "-->", at + 4)
        elif match := _OPENING.match(text, at):
            name = match[1].lower()
            attributes, at = _attributes(text, match.end())
            yield name, attributes
            if name in _RAW and at >= 0:
                closing = re.compile(f"</{name}", re.IGNORECASE).search(text, at)
                at = closing.end() if closing else -1
        else:
            at += 1
        at = text.find("<", at) if at >= 0 else -1


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """By lower name, the first of a name; and where the tag ends, -1 when it does not."""
    found: dict[str, str] = {}
    while match := _ATTRIBUTE.match(text, at):
        name, value = match[1].lower(), match[2] or match[3] or match[4] or ""
        if len(found) < 100:
            found.setdefault(name, html.unescape(value).strip())
        at = match.end()
    return found, _after(text, ">", at)


def _after(text: str, end: str, at: int) -> int:
    place = text.find(end, at)
    return place + len(end) if place >= 0 else -1
