"""Who may enter a page: every view says it, one middleware checks it, a test walks every route."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TypeVar

from django.http import HttpResponseBase

V = TypeVar("V", bound=Callable[..., HttpResponseBase])


class Entry(Enum):
    ANYONE = "anyone"
    """Also people who are not signed in."""
    PERSON = "person"
    """Whoever is signed in: customers and the team."""
    TEAM = "team"
    """Whoever works here, light agents too. Everybody else gets the same 404 as for no page."""
    AGENT = "agent"
    """Agents, supervisors, owners: who answers customers. Here and below, colleagues who may not enter are
    told to ask for it; everybody else gets the 404."""
    SUPERVISOR = "supervisor"
    """Supervisors and owners."""
    OWNER = "owner"
    """Owners."""
    MACHINE = "machine"
    """Health, metrics, style sheets: nobody is looked up and nothing personal is answered."""


def open_to(entry: Entry) -> Callable[[V], V]:
    """Declares who may enter the view. Which rows they see is the view's ``visible_to``."""

    def declare(view: V) -> V:
        view.entry = entry  # type: ignore[attr-defined]  # read back by entry_of
        return view

    return declare


def entry_of(view: Callable[..., HttpResponseBase]) -> Entry | None:
    return getattr(view, "entry", None)
