"""Who reads a mail: where it goes and how times and words are written for them."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone, translation

from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person


@dataclass(frozen=True)
class Reader:
    """``name`` is empty where only an address is known. ``key`` tells readers of one event apart."""

    key: str
    address: str
    name: str = ""
    language: str = ""
    time_zone: str = ""


def reader_of(person: Person, *, language: str = "", address: str = "") -> Reader:
    """``language`` is for people who chose none: that of their request. ``address``: not the main one.

    Customers are written to in a language that the owner offers.
    """
    wishes = [
        wish for wish in (person.language, language) if person.is_team or wish in choices().brand.offered
    ]
    return Reader(
        key=f"person:{person.pk}",
        address=address or person.email,
        name=person.name,
        language=next(filter(None, wishes), ""),
        time_zone=person.time_zone,
    )


def reader_at(address: str, *, key: str, name: str = "", language: str = "") -> Reader:
    return Reader(key=key, address=address, name=name, language=language)


@contextmanager
def speaking_to(reader: Reader) -> Iterator[None]:
    """Their language and time zone, else the owner's, for what is written inside."""
    brand = choices().brand
    language = reader.language if reader.language in dict(settings.LANGUAGES) else brand.language
    with translation.override(language), timezone.override(_zone(reader.time_zone, brand.time_zone)):
        yield


def _zone(*names: str) -> zoneinfo.ZoneInfo:
    for name in names:
        try:
            return zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return zoneinfo.ZoneInfo("UTC")
