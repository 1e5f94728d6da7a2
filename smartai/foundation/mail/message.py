"""From a row to the bytes that a mail server takes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from typing import Any

import css_inline

from smartai.foundation.mail.marks import Fill, filled, filled_html
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.sender import sender_address
from smartai.lib.text import one_line

_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_IDS = frozenset({"message-id", "in-reply-to", "references"})
_OURS = _IDS | {"from", "sender", "to", "cc", "bcc", "date", "subject", "mime-version"}
_REFERENCES_KEPT = 20


@dataclass(frozen=True)
class Letter:
    """What goes over the wire. ``international`` letters need a server that knows SMTPUTF8 (RFC 6531)."""

    sender: str
    recipient: str
    raw: bytes
    international: bool


class _Policy(EmailPolicy):
    """The standard library would encode or cut a Message-ID of more than 78 characters; many are longer."""

    def fold(self, name: str, value: Any) -> str:
        if name.lower() in _IDS:
            return f"{name}: " + "\r\n ".join(str(value).split()) + "\r\n"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.lower() in _IDS:
            return self.fold(name, value).encode("utf-8" if self.utf8 else "ascii", "replace")
        return super().fold_binary(name, value)


# 7bit: bodies in base64 or quoted-printable arrive unharmed over every server in between.
_POLICY = _Policy(linesep=SMTP.linesep, cte_type="7bit")


def build_letter(mail: OutgoingMail, fill: Fill) -> Letter:
    """Fills the marks and builds the mail. The same row gives the same Message-ID and Date each time.

    Raises what ``fill`` raises, and ``ValueError`` for an address or a header that can't be sent.
    """
    message = build_message(mail, fill)
    sender = sender_address()
    international = not (sender + mail.to_address).isascii()
    raw = message.as_bytes(policy=_POLICY.clone(utf8=True) if international else _POLICY)
    return Letter(sender, mail.to_address, raw, international)


def build_message(mail: OutgoingMail, fill: Fill) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = _address(mail.from_name, sender_address())
    message["To"] = _address(mail.to_name, mail.to_address)
    message["Subject"] = _words(mail.subject)
    message["Date"] = mail.created_at
    message["Message-ID"] = mail.message_id
    _add_thread(message, mail)
    for name, value in mail.headers.items():
        _add_header(message, name, str(value))
    message.set_content(filled(mail.text, fill))
    if mail.html:
        inlined = css_inline.inline(mail.html, load_remote_stylesheets=False)
        message.add_alternative(filled_html(inlined, fill), subtype="html")
    return message


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(display_name=_words(name), username=local, domain=domain)


def _words(text: str) -> str:
    """One line in which nothing is an encoded word (RFC 2047).

    The standard library decodes those that somebody typed, and what they hold may be line breaks, so a
    word joiner, which nobody sees, takes them apart.
    """
    return one_line(text).replace("=?", "=\N{WORD JOINER}?")


def _add_thread(message: EmailMessage, mail: OutgoingMail) -> None:
    if mail.in_reply_to:
        message["In-Reply-To"] = one_line(mail.in_reply_to)
    if known := mail.references.split():
        # The first names the conversation, the last ones place the mail in it (RFC 5322, 3.6.4).
        message["References"] = " ".join(known[:1] + known[1:][-_REFERENCES_KEPT:])


def _add_header(message: EmailMessage, name: str, value: str) -> None:
    lowered = name.lower()
    if not _HEADER_NAME.fullmatch(name) or lowered in _OURS or lowered.startswith("content-"):
        raise ValueError(f"the header {name!r} can't be set")
    message[name] = _words(value)
