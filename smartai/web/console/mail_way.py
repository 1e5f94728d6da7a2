"""Which way mails leave, as the pages about mails say it."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from smartai.foundation.mail.sender import sender_address
from smartai.foundation.mail.smtp_url import parse_smtp_url


@dataclass(frozen=True)
class MailWay:
    """``server`` is host and port of the mail server, never its password; empty while none is set.

    ``kept_here``: until then mails stand in the outbox. In production they wait.
    """

    server: str
    sender: str
    kept_here: bool


def mail_way() -> MailWay:
    if not settings.SMTP_URL:
        return MailWay("", sender_address(), kept_here=not settings.PRODUCTION)
    server = parse_smtp_url(settings.SMTP_URL)
    return MailWay(f"{server.host}:{server.port}", sender_address(), kept_here=False)
