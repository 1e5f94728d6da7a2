"""What every page's frame needs to know. A view puts one ``Page`` into the context as ``page``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.utils.safestring import SafeString

from smartai.web.ui.opening import Opening

Theme = Literal["", "light", "dark"]
Tone = Literal["", "ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Brand:
    """The owner's name and look. ``css_url`` is the same-origin sheet made by ``brand_css``."""

    name: str
    logo_url: str = ""
    css_url: str = ""
    home_url: str = "/support/"


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person at the screen, once signed in. An empty URL hides what it would lead to."""

    name: str
    email: str
    profile_url: str = ""
    sign_out_url: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A tab, a row of the rail or of the settings list. An empty ``count`` shows no number."""

    label: str
    url: str
    icon: str = ""
    count: int | str = 0
    current: bool = False
    key: str = ""
    """On the desk, the letter after G that leads there; on the panel, a name for live updates."""


@dataclass(frozen=True, slots=True)
class Links:
    """Rows of the settings list under one heading."""

    title: str
    rows: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A line at the top of the page. With an ``action_url`` it has a button that posts there: Undo."""

    text: str
    tone: Tone = ""
    action_label: str = ""
    action_url: str = ""
    sent: str = ""
    """The name of the draft on the device that was sent with it and may go."""


@dataclass(frozen=True, slots=True)
class Page:
    brand: Brand
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"
    theme: Theme = ""
    person: Viewer | None = None
    sign_in_url: str = ""
    tabs: tuple[Link, ...] = ()
    views: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()
    settings: tuple[Links, ...] = ()
    notices: tuple[Notice, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    """The owner's words by name; every name is there, with our word where the owner has none."""
    hidden: frozenset[str] = frozenset()
    """Parts that the owner has hidden: ``top-bar``, ``list``, ``help``, ``profile`` and others."""
    unread: int = 0
    opening: Opening | None = None
    """Whether the team is there; None where customers are not told."""
    live_url: str = ""
    """Where the event stream is; empty on pages that have nothing to hear."""
    search_url: str = ""
    """Where the rail's search leads with ``?q=``; empty hides it."""
    find_url: str = ""
    """What the command palette asks while somebody types; empty on pages that have none."""
    settings_find_url: str = ""
    """What finds a single choice of the settings with ``?q=``."""
    settings_url: str = ""
    """A page with the list of settings, for the palette of pages that have no such list themselves."""
    query: str = ""
    framed: bool = False
    """Inside another site."""
    keys: bool = True
    """Whether single letters are shortcuts on the desk."""
    notes_only: bool = False
    """The reader writes notes and changes nothing: the sheet of shortcuts says only what there is."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file below a letter. ``preview_url`` only for pictures that were re-encoded by us."""

    name: str
    size: int
    url: str
    preview_url: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One message of a conversation, ready to be shown. ``html`` has passed the sanitiser."""

    id: int
    author: str
    html: SafeString
    at: datetime
    mine: bool = False
    team: bool = False
    note: bool = False
    via: str = ""
    state: str = ""
    attachments: tuple[Attachment, ...] = ()
