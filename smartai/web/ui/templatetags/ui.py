"""``{% load ui %}``: built files, drawings, and times as people say them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from math import floor

from django import template
from django.template import loader
from django.utils import timezone
from django.utils.formats import date_format, get_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from smartai.lib.browsers import browser_name
from smartai.web.ui.built import built_url
from smartai.web.ui.icons import GLYPHS, MIRRORED, OUTLINES

register = template.Library()
register.filter("browser_name", browser_name)


@register.simple_tag
def built(name: str) -> str:
    return built_url(name)


@register.simple_tag
def words() -> SafeString:
    """What scripts say: the same for everybody who reads the language, so it is drawn once for each."""
    return _words(get_language())


@lru_cache(maxsize=16)
def _words(language: str | None) -> SafeString:
    return loader.render_to_string("ui/words.html", {"decimal": get_format("DECIMAL_SEPARATOR")})


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, size: int = 16) -> SafeString:
    """A drawing that says nothing to a screen reader: put words beside it."""
    return format_html(
        '<svg class="icon{}" width="{}" height="{}" viewBox="0 0 16 16" fill="none" stroke="currentColor"'
        ' stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{}</svg>',
        " mirrored" if name in MIRRORED else "",
        size,
        size,
        mark_safe(OUTLINES[name]),  # our own drawings
    )


@register.simple_tag
@lru_cache(maxsize=64)
def glyph(state: str, size: int = 16) -> SafeString:
    """The shape of a status; its word stands beside it or hidden."""
    return format_html(
        '<svg class="glyph" data-state="{}" width="{}" height="{}" viewBox="0 0 16 16" aria-hidden="true">'
        "{}</svg>",
        state,
        size,
        size,
        mark_safe(GLYPHS[state]),  # our own drawings
    )


@register.filter
def initials(name: object) -> str:
    """At most two letters for an avatar; of an address, its first; of "Anton Krause, Northwind", AK."""
    words = [word for word in re.split(r"[@,]", str(name))[0].replace(".", " ").split() if word[0].isalnum()]
    letters = [word[0] for word in (words if len(words) < 2 else (words[0], words[-1]))]
    return "".join(letters).upper() or "?"


@register.filter
def in_bytes(size: int) -> str:
    """``20 MB``, ``3.1 MB``, ``412 KB``; never ``0``, and never broken at the end of a line.

    ``files.ts`` says the same of a file that is chosen.
    """
    kilobytes = floor(size / 1024 + 0.5)
    if kilobytes < 1000:
        return _unbroken(gettext("%(n)s KB") % {"n": number_format(max(kilobytes, 1))})
    tenths = floor(size / 1024 / 1024 * 10 + 0.5)
    megabytes = number_format(tenths / 10, decimal_pos=1) if tenths % 10 else number_format(tenths // 10)
    return _unbroken(gettext("%(n)s MB") % {"n": megabytes})


def _unbroken(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


@register.simple_tag
def when(moment: datetime) -> SafeString:
    """``Today, 09:14``, ``Yesterday, 18:02``, ``3 Nov, 10:00``; the whole date as the title."""
    local = timezone.localtime(moment)
    days = (timezone.localdate() - local.date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        words = gettext("Today, %(time)s") % {"time": clock}
    elif days == 1:
        words = gettext("Yesterday, %(time)s") % {"time": clock}
    else:
        words = gettext("%(date)s, %(time)s") % {
            "date": _short_date(local),
            "time": clock,
        }
    return _time(local, words)


@register.simple_tag
def ago(moment: datetime) -> SafeString:
    """``4 min``, ``2 h``, ``Yesterday``, ``3 Nov``: short, for lists."""
    local = timezone.localtime(moment)
    age = timezone.now() - moment
    days = (timezone.localdate() - local.date()).days
    if age < timedelta(minutes=1):
        words = gettext("now")
    elif age < timedelta(hours=1):
        words = gettext("%(n)d min") % {"n": age.seconds // 60}
    elif age < timedelta(hours=12) or days == 0:
        words = gettext("%(n)d h") % {"n": age.seconds // 3600}
    elif days == 1:
        words = gettext("Yesterday")
    elif days < 7:
        words = ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
    else:
        words = _short_date(local)
    return _time(local, words)


def _short_date(local: datetime) -> str:
    same_year = local.year == timezone.localdate().year
    return _written(local, "MONTH_DAY_FORMAT" if same_year else "DATE_FORMAT")


def _time(local: datetime, words: str) -> SafeString:
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        _written(local, "DATETIME_FORMAT"),
        words,
    )


def _written(local: datetime, form: str) -> str:
    """To the minute. Lists show the same moments again and again, and writing one out is slow."""
    return _written_out(local.replace(second=0, microsecond=0, tzinfo=None), form, get_language())


@lru_cache(maxsize=8192)
def _written_out(minute: datetime, form: str, language: str | None) -> str:
    return date_format(minute, form)
