"""The light of a panel: whether it was seen on its sites, and what is wrong where it was not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext

from smartai.core.workspace.models import PanelSite, SupportPanel
from smartai.web.console.check_words import Told, stops_frame, stops_script, told
from smartai.web.ui.moments import when

STILL_TELLS: Final = timedelta(days=7)
"""What was refused, or named another panel, is told for so long."""

Tone = Literal["", "ok", "warn"]


@dataclass(frozen=True)
class SiteLight:
    """Of one site. ``lines`` are the last look at a page of it, ``looked`` says which page and when."""

    tone: Tone
    words: str
    looked: str = ""
    lines: list[Told] = field(default_factory=list)


@dataclass(frozen=True)
class Light:
    """``title`` is the whole of it in one line; the sites stand below when there is more to say."""

    tone: Tone
    title: str
    sites: list[SiteLight]


def light_of(panel: SupportPanel) -> Light:
    """One statement. What holds now decides: a site that is no longer listed is not told."""
    known = {site.origin: site for site in PanelSite.objects.filter(panel=panel)}
    if not panel.active:
        return Light("", gettext("Embedding is off: no other site shows this panel."), [])
    sites = [_listed(origin, known.get(origin)) for origin in panel.origins]
    sites += _refused(panel, known)
    if not sites:
        return Light("", gettext("Not seen yet. First say on which sites it may stand."), [])
    best: SiteLight = min(sites, key=lambda site: ("warn", "ok", "").index(site.tone))
    if best.tone == "warn" and any(site.tone == "ok" for site in sites):
        title = gettext("Seen, but not everywhere as it should be")
    elif best.tone == "warn":
        title = gettext("Something is in the way")
    else:
        title = (
            best.words if best.tone else gettext("Not seen yet. Open a page of the site with the line in it.")
        )
    return Light(best.tone, title, sites)


def _listed(origin: str, site: PanelSite | None) -> SiteLight:
    if site is None:
        return SiteLight("", _named(origin))
    looked = _looked(site)
    lines = told(site.findings)
    if problem := _problem(site):
        return SiteLight("warn", problem, looked, lines)
    seen = _newest(site.script_at, site.frame_at)
    if seen is None:
        return SiteLight("", _named(origin), looked, lines)
    page = origin + (site.path if seen == site.frame_at else "")
    return SiteLight("ok", _seen(page, seen), looked, lines)


def _problem(site: PanelSite) -> str:
    """What stands in the way on a listed site; what worked since then shows that it does not any more."""
    named = _named(site.origin)
    if _is_new(site.strange_at) and _is_after(site.strange_at, site.frame_at):
        words = gettext(
            "A page on {site} names the panel {key}, which is not here. Copy this panel's line into it again."
        )
        return format_html(words, site=named, key=site.strange_key)
    checked = site.checked_at
    if stops_script(site.findings) and _is_after(checked, _newest(site.script_at, site.frame_at)):
        return format_html(
            gettext("The panel can't start on {page}"), page=_named(site.origin + site.checked_path)
        )
    if stops_frame(site.findings) and _is_after(checked, site.frame_at):
        return format_html(
            gettext("The panel can't open on {page}"), page=_named(site.origin + site.checked_path)
        )
    return ""


def _refused(panel: SupportPanel, known: dict[str, PanelSite]) -> Iterator[SiteLight]:
    """Anybody can make such a request in any name, so nothing here is one click away from being listed."""
    words = gettext(
        "{site} asked for this panel ({when}) and is not in the list, so browsers showed nothing. "
        "Is it yours? Then add it."
    )
    for origin, site in known.items():
        if origin not in panel.origins and site.refused_at and _is_new(site.refused_at):
            yield SiteLight(
                "warn", format_html(words, site=_named(origin, whole=True), when=when(site.refused_at))
            )


def _seen(page: str, at: datetime) -> str:
    minutes = (timezone.now() - at) // timedelta(minutes=1)
    if minutes < 1:
        return format_html(gettext("Seen just now on {page}"), page=_named(page))
    if minutes < 60:
        words = ngettext("Seen {n} minute ago on {page}", "Seen {n} minutes ago on {page}", minutes)
        return format_html(words, n=minutes, page=_named(page))
    return format_html(gettext("Last seen on {page}: {when}"), page=_named(page), when=when(at))


def _looked(site: PanelSite) -> str:
    if site.checked_at is None:
        return ""
    page = _named(site.origin + site.checked_path)
    return format_html(gettext("We looked at {page}: {when}"), page=page, when=when(site.checked_at))


def _named(address: str, *, whole: bool = False) -> str:
    """An address as people write it; left to right in every sentence."""
    words = address if whole else address.partition("://")[2]
    return format_html('<bdi dir="ltr" class="address">{}</bdi>', words.removesuffix("/") or address)


def _newest(*moments: datetime | None) -> datetime | None:
    return max((one for one in moments if one), default=None)


def _is_after(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and (other is None or one > other)


def _is_new(at: datetime | None) -> bool:
    return at is not None and timezone.now() - at < STILL_TELLS
