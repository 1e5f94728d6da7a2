"""Secrets of addresses, made unreadable in what is logged or shown to others."""

from __future__ import annotations

import re
from typing import Final

# What stands between these paths and the next slash opens a ticket, a session or an account.
_SECRET_PATHS: Final = re.compile(r"(/(?:link|links|reset|invite|invitation|confirm)/)[^/\s\"'?#]+")
_SECRET_QUERY: Final = re.compile(r"([?&](?:token|code|key|signature|proof)=)[^&\s\"']+", re.IGNORECASE)


def masked(text: str) -> str:
    """The text without the secret part of links."""
    return _SECRET_QUERY.sub(r"\1…", _SECRET_PATHS.sub(r"\1…", text))
