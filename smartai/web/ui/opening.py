"""Whether the team is there, as a customer's page says it."""

from __future__ import annotations

import zoneinfo
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from smartai.core.workspace.choices import Choices
from smartai.core.workspace.groups import Hours
from smartai.lib.opening_hours import State, hours_of, state

OPEN: Final = "{time}"
"""Stands for the moment where the browser puts it."""


@dataclass(frozen=True)
class Opening:
    """``words`` are for the zone of the page; ``own_words`` have ``OPEN`` for ``until`` in the browser's own
    zone, and are empty where there is no moment to tell."""

    is_open: bool
    words: str
    until: datetime | None = None
    own_words: str = ""


def opening(known: Choices) -> Opening | None:
    """None where hours are not shown. Costs no statement."""
    if not known.hours.shown:
        return None
    now = timezone.now()
    found = _state(known.hours, known.brand.time_zone, now.replace(second=0, microsecond=0))
    if found.until is None:
        return Opening(found.is_open, gettext("Always open") if found.is_open else gettext("Closed"))
    here, theirs = timezone.get_current_timezone(), zoneinfo.ZoneInfo(known.brand.time_zone)
    words, open_words = _words(found, moment=_said(found.until, now)), _words(found, moment=OPEN)
    own = gettext("%(words)s (your time)")
    if here == theirs:
        said = gettext("%(words)s (time in %(place)s)") % {"words": words, "place": _place(theirs.key)}
    else:
        said = own % {"words": words}
    return Opening(found.is_open, said, found.until, own % {"words": open_words})


def _words(found: State, **told: str) -> str:
    if found.is_open:
        return gettext("Open now, until %(moment)s") % told
    if found.name:
        return gettext("Closed: %(name)s. Opens %(moment)s") % (told | {"name": found.name})
    return gettext("Closed now. Opens %(moment)s") % told


@lru_cache(maxsize=64)
def _state(hours: Hours, zone: str, minute: datetime) -> State:
    week = (
        hours.monday, hours.tuesday, hours.wednesday, hours.thursday, hours.friday, hours.saturday,
        hours.sunday,
    )  # fmt: skip
    return state(hours_of(zone, week, hours.other_days), minute)


def _said(moment: datetime, now: datetime) -> str:
    """The time alone today, with its weekday within six days, else with its date."""
    local, today = timezone.localtime(moment), timezone.localtime(now).date()
    clock, days = f"{local:%H:%M}", (local.date() - today).days
    if days == 0:
        return clock
    day = date_format(local, "l") if days < 7 else date_format(local, "MONTH_DAY_FORMAT")
    return pgettext("a day and a time", "%(day)s, %(time)s") % {"day": day, "time": clock}


def _place(zone: str) -> str:
    """``Berlin`` of ``Europe/Berlin``."""
    return zone.rpartition("/")[2].replace("_", " ")
