"""What is seen of a choice, and where: words for tables of settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Place:
    """A page of the customers': in the preview, on the support page, in a panel on another site.

    ``there`` and ``inside`` are links that lead on from it in the preview and in the frame. ``{answered}``
    and the like are numbers of requests of whoever looks.
    """

    preview: str
    path: str = ""
    asked: str = ""
    there: str = ""
    inside: str = ""
    customer: bool = False


PLACES = {
    "form": Place("Form", "/support/?write", "new"),
    "first": Place("First visit", "/support/", "home"),
    "sign-in": Place("Sign-in", "/support/requests/", "requests"),
    "register": Place("Registration", "/support/register/", "requests", inside="a[href*=register]"),
    "list": Place("List", "/support/requests/", "requests", customer=True),
    "closed": Place(
        "List",
        "/support/requests/?show=closed",
        "requests",
        there="a[href*=closed]",
        inside="a[href*=closed]",
        customer=True,
    ),
    "request": Place("Request", "/support/requests/{answered}/", "request:{answered}", customer=True),
    "waiting": Place(
        "List",
        "/support/requests/{waiting}/",
        "request:{waiting}",
        there="a[href*='/{waiting}/']",
        customer=True,
    ),
    "ended": Place("Ended request", "/support/requests/{over}/", "request:{over}", customer=True),
    "profile": Place(
        "Profile", "/support/profile/", "requests", inside=".me a[href*=profile]", customer=True
    ),
    "button": Place("Button"),
    "manual": Place("Opened by the site"),
    "created": Place("Request arrived"),
    "answered": Place("New answer"),
}
"""The last four are no pages of ours, but what stands on other sites and in e-mails."""


@dataclass(frozen=True)
class Sight:
    """Something of a page that is there, with these words and so drawn; or that is not there."""

    place: str
    css: str
    says: str = ""
    there: bool = True
    style: Mapping[str, str] = field(default_factory=dict)


def has(place: str, css: str, says: str = "", **style: str) -> Sight:
    """``{customer}`` in the words is the name of whoever looks."""
    return Sight(place, css, says, True, style)


def lacks(place: str, css: str, says: str = "") -> Sight:
    return Sight(place, css, says, False)


@dataclass(frozen=True)
class Row:
    """``told`` is the story where it is met, for what no page shows, and why."""

    earlier: str
    chosen: Mapping[str, Any]
    seen: tuple[Sight, ...] = ()
    told: str = ""
