from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from smartai.core.workspace.groups.group import Group, fact


class Protection(Group):
    """Against floods and robots."""

    about = _("Against floods and robots.")

    check: str = fact(
        "proof-of-work",
        _("Robot check"),
        _("A short calculation in the browser, without any third party and without puzzles."),
        pattern=r"^(proof-of-work|off)$",
    )
    requests_per_hour: int = fact(
        20,
        _("Requests an hour"),
        _("New requests from one person or network; 0 sets no limit."),
        ge=0,
        le=100_000,
    )
    replies_per_hour: int = fact(
        120, _("Replies an hour"), _("Replies from one person; 0 sets no limit."), ge=0, le=100_000
    )
    codes_per_hour: int = fact(5, _("Codes an hour"), _("E-mails with a code to one address."), ge=1, le=100)
    sign_ins_per_hour: int = fact(
        30, _("Sign-in attempts an hour"), _("Attempts with a password from one network or for one address."),
        ge=5, le=10_000,
    )  # fmt: skip
