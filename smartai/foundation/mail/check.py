from __future__ import annotations

import smtplib
from contextlib import suppress

from django.conf import settings

from smartai.foundation.mail.smtp import connect, patience
from smartai.foundation.mail.smtp_url import parse_smtp_url


class MailServerUnreachable(Exception):
    """The text says what to look at, for the owner's eyes; it never holds the password."""


def check_mail_server() -> str:
    """Connects and signs in as the worker would, sends nothing. Returns one line for ``smartai doctor``."""
    if not settings.SMTP_URL:
        if settings.PRODUCTION:
            raise MailServerUnreachable("no mail server is set (SMARTAI_SMTP_URL), so every mail waits")
        return "no mail server is set: mails are shown on the outbox page"
    try:
        server = parse_smtp_url(settings.SMTP_URL)
        connection = connect(server)
    except (ValueError, OSError, smtplib.SMTPException) as error:
        raise MailServerUnreachable(str(error)) from error
    encrypted = hasattr(connection.sock, "cipher")
    with suppress(OSError, smtplib.SMTPException), patience(connection):
        connection.quit()
    signed_in = f", signed in as {server.user}" if server.user else ""
    return f"{server.host}:{server.port} answers{', encrypted' if encrypted else ''}{signed_in}"
