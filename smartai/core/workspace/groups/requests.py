from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from smartai.core.workspace.groups.group import Group, fact


class Requests(Group):
    """What happens to requests over time and what customers may do with theirs."""

    about = _("What happens to requests over time, and what customers may do with theirs.")

    customers_close: bool = fact(True, _("Customers may close"), _("A button ends their own request."))
    customers_reopen: bool = fact(
        True, _("Customers may reopen"), _("A button opens a closed request again.")
    )
    reopen_days: int = fact(
        14,
        _("Days to reopen"),
        _("A reply to a solved request reopens it within these days; later it makes a new, linked one."),
        ge=0,
        le=365,
    )
    archive_days: int = fact(
        90, _("Days until archived"), _("Closed requests are hidden after these days, one click shows them."),
        ge=1, le=3_650,
    )  # fmt: skip
    ask_rating: bool = fact(
        True,
        _("Ask for a rating"),
        _("Three faces and a few words after a request is solved."),
    )
    link_days: int = fact(
        30,
        _("Days a link works"),
        _("Links in e-mails open one request and end after these days."),
        ge=1,
        le=365,
    )
