from __future__ import annotations

from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic import field_validator

from smartai.core.workspace.groups.group import Group, Line, fact

SHORTEST: Final = 30
"""Days: less is a mistake in typing, and what was erased never comes back."""


class Retention(Group):
    """How long what customers wrote is kept. 0 keeps it."""

    about = _(
        "How long what customers wrote is kept. 0 keeps it for ever. What is erased cannot be brought back; "
        "numbers, dates and counts stay, open requests are never touched."
    )

    erase_closed_days: int = fact(
        0,
        _("Erase closed requests after"),
        _("Days since a request was closed: its letters, notes, files, answers to your fields and mails go."),
        ge=0, le=3_650,
    )  # fmt: skip
    erase_files_days: int = fact(
        0,
        _("Erase their files after"),
        _("Days since a request was closed: its files go, its letters stay."),
        ge=0, le=3_650,
    )  # fmt: skip
    forget_customers_days: int = fact(
        0,
        _("Forget customers after"),
        _("Days since a customer was here or wrote last. Not with an open request, or one that is kept."),
        ge=0, le=3_650,
    )  # fmt: skip
    kept_tag: Line = fact(
        "keep",
        _("Tag that keeps a request"),
        _("A request with this tag, and its customer, are left alone, for example while a lawyer needs it."),
        max_length=40,
    )

    @field_validator("erase_closed_days", "erase_files_days", "forget_customers_days")
    @classmethod
    def _is_no_slip(cls, days: int) -> int:
        if 0 < days < SHORTEST:
            raise ValueError(gettext("At least %(days)d days, or 0.") % {"days": SHORTEST})
        return days
