from __future__ import annotations

import zoneinfo
from typing import Annotated, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import Field, field_validator

from smartai.core.workspace.groups.group import Group, Line, fact

LANGUAGE: Final = r"^(en|de|ar)$"


class Brand(Group):
    """Name and look, on every page and in every e-mail."""

    about = _("Your name and look, on every page and in every e-mail.")

    name: Line = fact(
        "Support",
        _("Name"),
        _("Stands at the top of every page and in every e-mail."),
        min_length=1,
        max_length=60,
    )
    colour: str = fact(
        "#056d79",
        _("Colour"),
        _("Buttons and links take it; it is adjusted where it would be hard to read."),
        pattern=r"^#[0-9a-fA-F]{6}$",
    )
    logo: str = fact(
        "",
        _("Logo"),
        _("A square picture beside the name; PNG, JPEG or WebP."),
        max_length=64,
    )
    language: str = fact(
        "en",
        _("Language"),
        _("For people whose browser asks for a language that is not offered."),
        pattern=LANGUAGE,
    )
    languages: tuple[Annotated[str, Field(pattern=LANGUAGE)], ...] = fact(
        ("ar", "de", "en"),
        _("Languages of customers' pages"),
        _(
            "Nothing is shown to customers in any other, whatever their browser asks for; "
            "the one above always is offered."
        ),
    )
    time_zone: Line = fact(
        "UTC",
        _("Time zone"),
        _("For people who have not chosen their own."),
        max_length=64,
    )
    accept_theme: bool = fact(
        True,
        _("Light and dark"),
        _("Customers' pages follow the reader's device; off keeps them light."),
    )

    @property
    def offered(self) -> tuple[str, ...]:
        """What customers may read in, the owner's language first."""
        return (self.language, *(one for one in self.languages if one != self.language))

    @field_validator("languages")
    @classmethod
    def _are_in_order(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(set(languages)))

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, zone: str) -> str:
        try:
            return zoneinfo.ZoneInfo(zone).key
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(gettext("Choose from the list.")) from error
