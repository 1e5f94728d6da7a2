from __future__ import annotations

import zoneinfo

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import field_validator

from smartai.core.workspace.groups.group import Group, Line, fact


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
        _("For people whose browser asks for a language we don't have."),
        pattern=r"^(en|de|ar)$",
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

    @field_validator("time_zone")
    @classmethod
    def _is_known(cls, zone: str) -> str:
        try:
            return zoneinfo.ZoneInfo(zone).key
        except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError(gettext("Choose from the list.")) from error
