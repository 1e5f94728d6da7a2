"""Who our mails are from, and the domain of their Message-IDs."""

from __future__ import annotations

from secrets import token_hex
from urllib.parse import urlsplit

from django.conf import settings


def sender_address() -> str:
    return settings.MAIL_FROM or f"support@{mail_domain()}"


def mail_domain() -> str:
    """The host of the public address, in ASCII."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return "localhost"


def new_message_id() -> str:
    """96 random bits in front of our domain, in angle brackets (RFC 5322, 3.6.4)."""
    return f"<{token_hex(12)}@{mail_domain()[:250]}>"
