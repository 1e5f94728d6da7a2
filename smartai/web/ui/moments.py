"""Moments as people say them, in the reader's zone and language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from markupsafe import Markup, escape


def when(moment: datetime) -> Markup:
    """``Today, 09:14``, ``Yesterday, 18:02``, ``3 Nov, 10:00``; the whole date as the title."""
    zone = timezone.get_current_timezone()
    return _when(moment, timezone.now().astimezone(zone).date(), zone, get_language())


def ago(moment: datetime) -> Markup:
    """``4 min``, ``2 h``, ``Yesterday``, ``3 Nov``: short, for lists."""
    return since()(moment)


def since() -> Callable[[datetime], Markup]:
    """``ago`` for all moments of a page: the time, and the reader's zone and language, are looked up once."""
    zone, now, language = timezone.get_current_timezone(), timezone.now(), get_language()
    today = now.astimezone(zone).date()

    def ago_then(moment: datetime) -> Markup:
        return _ago(moment, min((now - moment) // _MINUTE, _DAY), today, zone, language)

    return ago_then


_MINUTE = timedelta(minutes=1)
_DAY = 24 * 60  # minutes; from then on only dates count


# Lists show the same moments again and again, and writing one out is slow.
@lru_cache(maxsize=1024)
def _when(moment: datetime, today: date, zone: tzinfo, language: str | None) -> Markup:
    local = timezone.localtime(moment, zone)
    days = (today - local.date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        words = gettext("Today, %(time)s") % {"time": clock}
    elif days == 1:
        words = gettext("Yesterday, %(time)s") % {"time": clock}
    else:
        words = gettext("%(date)s, %(time)s") % {"date": _short_date(local, today), "time": clock}
    return _time(local, words)


@lru_cache(maxsize=4096)
def _ago(moment: datetime, minutes: int, today: date, zone: tzinfo, language: str | None) -> Markup:
    local = timezone.localtime(moment, zone)
    days = (today - local.date()).days
    if minutes < 1:
        words = gettext("now")
    elif minutes < 60:
        words = gettext("%(n)d min") % {"n": minutes}
    elif minutes < 12 * 60 or days == 0:
        words = gettext("%(n)d h") % {"n": minutes // 60}
    elif days == 1:
        words = gettext("Yesterday")
    elif days < 7:
        words = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    else:
        words = _short_date(local, today)
    return _time(local, words)


def _short_date(local: datetime, today: date) -> str:
    return date_format(local, "MONTH_DAY_FORMAT" if local.year == today.year else "DATE_FORMAT")


def _time(local: datetime, words: str) -> Markup:
    iso, title = local.isoformat(timespec="seconds"), date_format(local, "DATETIME_FORMAT")
    return Markup(f'<time datetime="{iso}" title="{escape(title)}">{escape(words)}</time>')
