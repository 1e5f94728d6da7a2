"""Our own line drawings on a 16 px grid, 1.4 px strokes."""
# ruff: noqa: E501  # a drawing is one line

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup


@lru_cache(maxsize=256)
def icon(name: str, size: int = 16) -> Markup:
    """A drawing that says nothing to a screen reader: put words beside it."""
    kind = "icon mirrored" if name in MIRRORED else "icon"
    return Markup(
        f'<svg class="{kind}" width="{size:d}" height="{size:d}" viewBox="0 0 16 16" fill="none" stroke="currentColor"'
        f' stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{OUTLINES[name]}</svg>'
    )


@lru_cache(maxsize=64)
def glyph(state: str, size: int = 16) -> Markup:
    """The shape of a status; its word stands beside it or hidden. What is on hold looks snoozed."""
    state = "snoozed" if state == "on_hold" else state
    return Markup(
        f'<svg class="glyph" data-state="{state}" width="{size:d}" height="{size:d}" viewBox="0 0 16 16"'
        f' aria-hidden="true">{GLYPHS[state]}</svg>'
    )


OUTLINES: dict[str, str] = {
    "alert": '<path d="M8 2.2 14.3 13H1.7z"/><path d="M8 6.5v3M8 11.3v.1"/>',
    "archive": '<path d="M2 3h12v3H2zM3 6v7h10V6M6.5 9h3"/>',
    "arrow-back": '<path d="M9.5 3.5 5 8l4.5 4.5"/>',
    "arrow-on": '<path d="M6.5 3.5 11 8l-4.5 4.5"/>',
    "at": '<circle cx="8" cy="8" r="2.5"/><path d="M10.5 8v1c0 1 .6 1.7 1.6 1.7S13.8 9.8 13.8 8A5.8 5.8 0 1 0 11 12.9"/>',
    "attach": '<path d="m13 7.3-5.2 5.2a3.2 3.2 0 0 1-4.5-4.5l5.4-5.4a2.1 2.1 0 0 1 3 3L6.4 10.9a1 1 0 0 1-1.5-1.5l4.7-4.7"/>',
    "bars": '<path d="M3 13V8M8 13V3M13 13V6"/>',
    "bell": '<path d="M4 11V7a4 4 0 0 1 8 0v4l1 1.2H3zM6.7 14h2.6"/>',
    "book": '<path d="M3 3.5A1.5 1.5 0 0 1 4.5 2H13v10H4.5A1.5 1.5 0 0 0 3 13.5zm0 0v10A1.5 1.5 0 0 0 4.5 15H13v-3"/>',
    "check": '<path d="m3 8.5 3.3 3.3L13 4.8"/>',
    "chevron": '<path d="m4 6.3 4 4 4-4"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.7V8l2.2 1.4"/>',
    "close": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "copy": '<path d="M5.5 5.5V2.5h8v8h-3M2.5 5.5h8v8h-8z"/>',
    "download": '<path d="M8 2.5v7.5M4.8 7.2 8 10.3l3.2-3.1M2.5 13.5h11"/>',
    "drag": '<path d="M6 4v.1M10 4v.1M6 8v.1M10 8v.1M6 12v.1M10 12v.1"/>',
    "edit": '<path d="m10.3 3.3 2.4 2.4-7 7-3 .6.6-3z"/>',
    "face-good": '<circle cx="8" cy="8" r="6"/><path d="M5.3 9.5c1.3 2 4.1 2 5.4 0M6 6.2v.1M10 6.2v.1"/>',
    "face-bad": '<circle cx="8" cy="8" r="6"/><path d="M5.3 11c1.3-2 4.1-2 5.4 0M6 6.2v.1M10 6.2v.1"/>',
    "face-okay": '<circle cx="8" cy="8" r="6"/><path d="M5.5 10.2h5M6 6.2v.1M10 6.2v.1"/>',
    "file": '<path d="M3.5 1.8h6l3 3v9.4h-9zM9.3 2v3h3"/>',
    "follow": '<path d="M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8z"/><circle cx="8" cy="8" r="2"/>',
    "globe": '<circle cx="8" cy="8" r="6"/><path d="M2 8h12M8 2c2 1.7 2.7 3.7 2.7 6S10 12.3 8 14c-2-1.7-2.7-3.7-2.7-6S6 3.7 8 2z"/>',
    "home": '<path d="M2.5 7.5 8 2.8l5.5 4.7M4 6.5v6.7h8V6.5"/>',
    "inbox": '<path d="M2 9h3l1 2h4l1-2h3M3.5 3h9L14 9v4H2V9z"/>',
    "key": '<circle cx="5" cy="8" r="2.8"/><path d="M7.8 8H14M12 8v2.5"/>',
    "link": '<path d="M6.5 9.5a2.6 2.6 0 0 0 3.8.2l2.3-2.3a2.7 2.7 0 0 0-3.8-3.8l-1 1M9.5 6.5a2.6 2.6 0 0 0-3.8-.2L3.4 8.6a2.7 2.7 0 0 0 3.8 3.8l1-1"/>',
    "larger": '<path d="M9.5 2.5h4v4M13.5 2.5 9 7M6.5 13.5h-4v-4M2.5 13.5 7 9"/>',
    "list": '<path d="M5.5 4H14M5.5 8H14M5.5 12H14M2.3 4v.1M2.3 8v.1M2.3 12v.1"/>',
    "lock": '<path d="M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2"/>',
    "mail": '<path d="M2 3.5h12v9H2zM2.3 4 8 8.8 13.7 4"/>',
    "merge": '<path d="M4 2.5v3c0 3 8 2 8 5v3M12 2.5v3c0 1-.7 1.5-1.7 1.9"/>',
    "more": '<path d="M3.5 8v.1M8 8v.1M12.5 8v.1"/>',
    "note": '<path d="M2.5 2.5h11v7.5l-3.5 3.5H2.5zM13.3 10H10v3.3"/>',
    "out": '<path d="M9.5 2.5h-6v11h6M7 8h7M11.3 5.3 14 8l-2.7 2.7"/>',
    "panel": '<path d="M2 3h12v10H2zM10 3v10"/>',
    "people": '<circle cx="6" cy="5.5" r="2.4"/><path d="M1.5 13c.5-2.4 2.3-3.7 4.5-3.7s4 1.3 4.5 3.7M10.5 3.3a2.4 2.4 0 0 1 0 4.4M12 9.6c1.3.6 2.2 1.7 2.5 3.4"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "reply": '<path d="M6.5 4 2.5 8l4 4M2.5 8h6c3 0 5 1.6 5 4.5"/>',
    "request": '<path d="M2.5 3h11v8H8l-3 2.5V11H2.5z"/>',
    "search": '<circle cx="7" cy="7" r="4.2"/><path d="m10.2 10.2 3 3"/>',
    "send": '<path d="M2.5 8 13.5 2.8 10 13.3 7.7 8.8z"/>',
    "settings": '<path d="M2 4.5h6M12 4.5h2M2 11.5h2M8 11.5h6"/><circle cx="10" cy="4.5" r="1.8"/><circle cx="6" cy="11.5" r="1.8"/>',
    "smaller": '<path d="M13.5 6.5h-4v-4M9.5 6.5 14 2M2.5 9.5h4v4M6.5 9.5 2 14"/>',
    "spam": '<circle cx="8" cy="8" r="6"/><path d="m3.8 3.8 8.4 8.4"/>',
    "tag": '<path d="M2.5 2.5h5.3l5.7 5.7-5.3 5.3-5.7-5.7zM5.5 5.5v.1"/>',
    "trash": '<path d="M2.5 4h11M6 4V2.5h4V4M4 4l.7 9.5h6.6L12 4"/>',
    "user": '<circle cx="8" cy="5.5" r="2.7"/><path d="M2.8 13.5c.7-2.6 2.7-4 5.2-4s4.5 1.4 5.2 4"/>',
}

MIRRORED = frozenset({"arrow-back", "arrow-on", "reply", "send", "out", "list", "panel"})
"""Point along the line of reading, so they turn round from right to left."""

GLYPHS: dict[str, str] = {
    "new": (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<circle cx="8" cy="8" r="2.5" fill="currentColor"/>'
    ),
    "open": (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<path d="M8 4.5a3.5 3.5 0 0 1 0 7z" fill="currentColor"/>'
    ),
    "waiting": (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="2.6 2.1"/>'
    ),
    "snoozed": (
        '<g fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round">'
        '<circle cx="8" cy="8" r="6"/><path d="M8 5v3.2l2 1.3"/></g>'
    ),
    "solved": (
        '<circle cx="8" cy="8" r="7" fill="currentColor"/>'
        '<path class="cut" d="m5 8.2 2.1 2.1L11 6.2" fill="none" stroke-width="1.8"'
        ' stroke-linecap="round" stroke-linejoin="round"/>'
    ),
    "spam": (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="2"/>'
        '<path d="m4.2 4.2 7.6 7.6" stroke="currentColor" stroke-width="2"/>'
    ),
}
GLYPHS["closed"] = GLYPHS["solved"]
