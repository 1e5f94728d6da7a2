from __future__ import annotations

from django.conf import settings

from smartai.foundation.mail.outbox import NoWayOut, Outbox
from smartai.foundation.mail.smtp import Smtp
from smartai.foundation.mail.smtp_url import parse_smtp_url
from smartai.foundation.mail.transport import Transport


def way_out() -> Transport:
    """The transport that the environment asks for."""
    if settings.SMTP_URL:
        return Smtp(parse_smtp_url(settings.SMTP_URL))
    return NoWayOut() if settings.PRODUCTION else Outbox()
