"""Where passkeys of this installation count."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings


def relying_party() -> str:
    """The name that keys are made for: a change of it makes them useless."""
    return urlsplit(settings.BASE_URL).hostname or ""


def can_have_passkeys() -> bool:
    """Browsers make none for a bare IP address, and none without TLS except on their own machine."""
    host = relying_party()
    try:
        ip_address(host)
    except ValueError:
        local = host == "localhost" or host.endswith(".localhost")
        return local or urlsplit(settings.BASE_URL).scheme == "https"
    return False
