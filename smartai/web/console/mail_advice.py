"""What to look at when a mail server did not take a mail: its own words are technical, these are not."""

from __future__ import annotations

import re
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_ADVICE: Final[tuple[tuple[str, Promise], ...]] = (
    (r"^port$", _("Mail servers listen at 25, 465, 587 or 2525.")),
    (
        r"not known|nodename|name resolution|no address associated|getaddrinfo",
        _("There is no server of this name. Look for a typing mistake."),
    ),
    (r"refused$|connection refused", _("Nothing listens at this port. Try 587 or 465.")),
    (
        r"timed out|unreachable|no route",
        _("Nothing answers. A firewall may block the port; many hosts block 25, so try 587 or 465."),
    ),
    (r"certificate", _("Its certificate is not valid for this name. Use the name that stands in it.")),
    (
        r"offers no encryption",
        _("It offers no encryption, so the password was not sent. Use port 465, or a server that encrypts."),
    ),
    (
        r"wrong version|ssl|unexpectedly closed",
        _("Port and encryption don't fit: 465 is encrypted from the first byte, 587 is not."),
    ),
    (
        r"\b53[045]\b|authenticat|credentials",
        _("The server doesn't accept user and password. Some want a password made for programs."),
    ),
    (
        r"\bsender\b|\b550 .*(from|spf|relay)|\b553\b|relay",
        _("The server doesn't send for this sender. Set SMARTAI_MAIL_FROM to an address that it knows."),
    ),
    (r"SMARTAI_SMTP_URL", _("Whoever runs the server sets that variable and starts the help desk again.")),
)


def advice(reason: str) -> Promise | str:
    """One sentence; empty where the server's words must do."""
    return next((words for sign, words in _ADVICE if re.search(sign, reason, re.IGNORECASE)), "")
