from __future__ import annotations

from typing import Any

from smartai.foundation.mail.actions.enqueue_mail import enqueue_mail
from smartai.foundation.mail.drain import MailDrain
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.smtp import Smtp
from smartai.foundation.mail.smtp_url import parse_smtp_url


def owe(key: str = "one", **changes: Any) -> OutgoingMail:
    mail = {"to_address": "alice@customer.example", "subject": "Your request", "text": "We have it."}
    return enqueue_mail(**{"key": key, "kind": "test", **mail, **changes})


def fill(kind: str, identity: str) -> str:
    return f"https://help.acme.example/support/link/{identity}?a=1&b=2" if kind == "link" else "123456"


def nothing_follows(mail: OutgoingMail) -> None:
    """Nobody is told of a mail that was given up."""


def drain_to(url: str) -> MailDrain:
    return MailDrain(Smtp(parse_smtp_url(url)), fill, nothing_follows)
