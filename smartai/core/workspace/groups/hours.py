from __future__ import annotations

from typing import Annotated, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, field_validator

from smartai.core.workspace.groups.group import Group, Line, Paragraphs, Words, fact
from smartai.lib.opening_hours import Unreadable, other_days, spans


def _times(text: str) -> str:
    try:
        spans(text)
    except Unreadable:
        raise ValueError(gettext("Write times like 09:00-12:30, 13:30-18:00, one after the other.")) from None
    return text


Times = Annotated[Line, AfterValidator(_times)]


def _day(usual: str, name: Words) -> Any:
    """What it is stands above the seven of them, once."""
    return fact(usual, name, "", max_length=120)


class Hours(Group):
    """When the team answers. Times are those of the zone in ``Brand``."""

    about = _(
        "When somebody of your team is there, as customers see it. Write times like 09:00-12:30, "
        "13:30-18:00; an empty day is free, 22:00-02:00 goes on after midnight. "
        "They are in the time zone of “Name and look”."
    )

    shown: bool = fact(
        False,
        _("Show the hours"),
        _("“Open now, until 18:00” stands on the form and beside a request, in the reader's own time."),
    )
    monday: Times = _day("09:00-17:00", _("Monday"))
    tuesday: Times = _day("09:00-17:00", _("Tuesday"))
    wednesday: Times = _day("09:00-17:00", _("Wednesday"))
    thursday: Times = _day("09:00-17:00", _("Thursday"))
    friday: Times = _day("09:00-17:00", _("Friday"))
    saturday: Times = _day("", _("Saturday"))
    sunday: Times = _day("", _("Sunday"))
    other_days: Paragraphs = fact(
        "",
        _("Holidays and other days"),
        _(
            "One a line: “12-25 Christmas” comes each year, “2026-12-24 .. 2026-12-26 Holidays” once, "
            "“2026-12-31 09:00-12:00 New Year's Eve” has other times. The last line that fits a day counts."
        ),
        max_length=10_000,
    )

    @field_validator("other_days")
    @classmethod
    def _can_be_read(cls, text: str) -> str:
        try:
            other_days(text)
        except Unreadable as problem:
            words = gettext("Line %(line)d cannot be read: %(text)s. Write it like 12-25 Christmas.")
            raise ValueError(words % {"line": problem.line, "text": problem.text[:80]}) from None
        return text
