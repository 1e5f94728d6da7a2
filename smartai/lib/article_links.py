"""The links of an article, as its HTML has them: what they lead to, and what is wrong with their form.

Nothing is ever asked over the network: whether another site still has a page is theirs to know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from html.parser import HTMLParser
from typing import Final
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from smartai.lib.addresses import normal_address
from smartai.lib.text import one_line

HELP: Final = "/help/"
FILES: Final = "/help/files/"
CATEGORIES: Final = "categories/"
"""After ``HELP``: what follows is the slug of a category, not of an article."""
SUPPORT: Final = "/support/"
PAGES: Final = frozenset(
    {
        "/", "/help/", "/support/", "/support/requests/", "/support/sign-in/", "/support/register/",
        "/support/profile/",
    }
)  # fmt: skip
"""Our pages that are the same for everybody who writes or reads here, and may be linked to."""
MOST_LINKS: Final = 300
MOST_ANCHORS: Final = 300
LONGEST_ADDRESS: Final = 500
LONGEST_WORDS: Final = 120
LONGEST_ANCHOR: Final = 200
_SLUG: Final = re.compile(rf"(?:{CATEGORIES}[-a-zA-Z0-9_]{{1,100}}|[-a-zA-Z0-9_]{{1,120}})")
_HOST: Final = re.compile(r"(?:[^\s.:/\[\]]+\.)+[^\s.:/\[\]]{2,}|localhost|[0-9a-f:.]*:[0-9a-f:.]*")


class Leads(Enum):
    """Where a link leads."""

    TO_ARTICLE = "article"
    TO_CATEGORY = "category"
    TO_PAGE = "page"
    TO_NO_PAGE = "no page"
    TO_ONE_REQUEST = "one request"
    TO_FILE = "file"
    TO_NO_FILE = "no file"
    AWAY = "away"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Link:
    """``slug`` and ``anchor`` are of the article that it leads to; of a category, after ``CATEGORIES``."""

    address: str
    words: str
    leads: Leads
    slug: str = ""
    anchor: str = ""


def links_of(html: str, *, slug: str, site: str = "") -> list[Link]:
    """At most ``MOST_LINKS``, in their order, each address once; ``slug`` is the article's own.

    ``site`` is where this help desk stands, ``https://help.company.example``: addresses with it are ours.
    """
    found = _read(html).links
    links = [_link(address, words, own, slug, site) for address, words, own in found]
    return list({link.address: link for link in reversed(links)}.values())[::-1][:MOST_LINKS]


def anchors_of(html: str) -> list[str]:
    """The places in it that a link may name after its ``#``."""
    return _read(html).anchors[:MOST_ANCHORS]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str, bool]] = []
        self.anchors: list[str] = []
        self._open: tuple[str, bool] | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if name := given.get("id"):
            self.anchors.append(name[:LONGEST_ANCHOR])
        if tag == "a":
            self._open = (given.get("href") or "", "file-link" in (given.get("class") or "").split())
            self._words = []

    def handle_data(self, data: str) -> None:
        if self._open:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            address, own = self._open
            words = one_line("".join(self._words))[:LONGEST_WORDS]
            self.links.append((address[:LONGEST_ADDRESS], words, own))
            self._open = None


def _read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader


def _link(address: str, words: str, own_file: bool, slug: str, site: str) -> Link:
    if not address:  # the sanitiser took one away that no browser should follow
        return Link(address, words, Leads.NOWHERE)
    try:
        parts = urlsplit(urljoin(f"{site}{HELP}{slug}/", address))
        away = not _is_ours(parts, site)
        whole = not away or _is_whole(parts)
    except ValueError:
        away, whole = True, False
    if away:
        return Link(address, words, Leads.AWAY if whole else Leads.NOWHERE)
    if parts.path.startswith(FILES):
        return Link(address, words, Leads.TO_FILE if own_file else Leads.TO_NO_FILE)
    place = parts.path.removeprefix(HELP).removesuffix("/") if parts.path.startswith(HELP) else ""
    if _SLUG.fullmatch(place):
        if place.startswith(CATEGORIES):
            return Link(address, words, Leads.TO_CATEGORY, place)
        anchor = unquote(parts.fragment)[:LONGEST_ANCHOR]
        return Link(address, words, Leads.TO_ARTICLE, place, "" if anchor == "top" else anchor)
    return Link(address, words, _page(parts.path, beneath=f"{HELP}{slug}/"))


def _is_ours(parts: SplitResult, site: str) -> bool:
    here = urlsplit(site)
    return not (parts.scheme or parts.netloc) or (parts.scheme, parts.netloc.lower()) == (
        here.scheme,
        here.netloc.lower(),
    )


def _page(path: str, *, beneath: str) -> Leads:
    """Nothing lies beneath an article: such an address was meant to begin with ``/`` or ``https://``."""
    if re.match(r"/support/(?:requests/\d|link/)", path):
        return Leads.TO_ONE_REQUEST
    ours = f"{path.removesuffix('/')}/"
    if ours in PAGES:
        return Leads.TO_PAGE
    return Leads.TO_NO_PAGE if ours.startswith((SUPPORT, beneath)) else Leads.TO_PAGE


def _is_whole(parts: SplitResult) -> bool:
    """Whether the address could be one. Raises ``ValueError`` for some that are none."""
    match parts.scheme:
        case "http" | "https":
            return parts.port != 0 and bool(_HOST.fullmatch((parts.hostname or "").rstrip(".")))
        case "mailto":
            return all(normal_address(unquote(one)) for one in parts.path.split(","))
        case "tel":
            return bool(re.search(r"\d{2}", parts.path))
        case _:
            return False
