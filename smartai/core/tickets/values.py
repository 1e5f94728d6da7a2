"""What may stand in a custom field: reading typed text into JSON, and showing it again."""

from __future__ import annotations

import datetime
import math
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext

from smartai.core.tickets.models import CustomField, FieldKind
from smartai.lib.addresses import normal_address
from smartai.lib.text import clean_text, one_line

LONGEST = {
    FieldKind.TEXT: 500,
    FieldKind.LONG_TEXT: 10_000,
    FieldKind.URL: 2_000,
    FieldKind.EMAIL: 254,
}


def read_value(field: CustomField, typed: Any) -> Any:
    """The JSON value of what was typed (text, or a list of texts for several choices); None for nothing.

    Raises ``ValueError`` with a sentence for the writer.
    """
    if field.kind == FieldKind.CHOICES:
        return _several(field, typed if isinstance(typed, list) else [typed] if typed else [])
    text = clean_text(str(typed or "")).strip()
    if not text:
        return None
    longest = LONGEST.get(FieldKind(field.kind), 500)
    if len(text) > longest:
        raise ValueError(gettext("At most %(count)s characters.") % {"count": longest})
    return _READ[FieldKind(field.kind)](field, text)


def _several(field: CustomField, typed: list[Any]) -> list[str] | None:
    chosen = [option for option in field.options if option in typed]
    if len(chosen) != len(set(map(str, typed))):
        raise ValueError(gettext("Choose from the list."))
    return chosen or None


def _text(field: CustomField, text: str) -> str:
    return text if field.kind == FieldKind.LONG_TEXT else one_line(text)


def _number(field: CustomField, text: str) -> int | float:
    text = text.replace("\u00a0", "").replace(" ", "")
    if "," in text and "." not in text:
        text = text.replace(",", ".")
    try:
        number = float(text)
    except ValueError as error:
        raise ValueError(gettext("Write a number, for example 12.5.")) from error
    if not math.isfinite(number) or abs(number) >= 1e15:
        raise ValueError(gettext("Write a number, for example 12.5."))
    return int(number) if number.is_integer() else number


def _yes_no(field: CustomField, text: str) -> bool:
    if text.lower() not in ("yes", "no", "on", "true", "false"):
        raise ValueError(gettext("Choose yes or no."))
    return text.lower() in ("yes", "on", "true")


def _choice(field: CustomField, text: str) -> str:
    if text not in field.options:
        raise ValueError(gettext("Choose from the list."))
    return text


def _date(field: CustomField, text: str) -> str:
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise ValueError(gettext("Write a date like 2026-11-23.")) from error


def _email(field: CustomField, text: str) -> str:
    try:
        return normal_address(text)
    except ValueError as error:
        raise ValueError(gettext("Write an e-mail address like name@company.com.")) from error


def _url(field: CustomField, text: str) -> str:
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and bool(parts.hostname) and text.split() == [text]
    except ValueError:
        fine = False
    if not fine:
        raise ValueError(gettext("Write the whole address, beginning with https://."))
    return text


_READ = {
    FieldKind.TEXT: _text,
    FieldKind.LONG_TEXT: _text,
    FieldKind.NUMBER: _number,
    FieldKind.YES_NO: _yes_no,
    FieldKind.CHOICE: _choice,
    FieldKind.DATE: _date,
    FieldKind.EMAIL: _email,
    FieldKind.URL: _url,
}


def shown_value(field: CustomField, value: Any) -> str:
    """A stored value in the reader's language; values of an earlier kind of the field stay readable."""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, int | float):
        return number_format(value, use_l10n=True, force_grouping=True)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if field.kind == FieldKind.DATE:
        try:
            return date_format(datetime.date.fromisoformat(str(value)))
        except ValueError:
            return str(value)
    return str(value)


KINDS_WITH_WORDS = (
    FieldKind.TEXT,
    FieldKind.LONG_TEXT,
    FieldKind.NUMBER,
    FieldKind.CHOICE,
    FieldKind.CHOICES,
    FieldKind.EMAIL,
    FieldKind.URL,
)
"""What somebody may look for by words: not days, and not yes or no."""


def words_of_value(value: Any) -> str:
    """A stored value of such a kind as it is searched: the same in every language."""
    return " \n".join(map(str, value)) if isinstance(value, list) else str(value)
