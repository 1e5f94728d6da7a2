from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class SmtpServer:
    """``tls`` from the first byte (smtps), else STARTTLS where the server offers it.

    With a password the connection must be encrypted, except to this very machine.
    """

    host: str
    port: int
    tls: bool
    user: str
    password: str

    @property
    def is_this_machine(self) -> bool:
        return self.host in {"localhost", "::1"} or self.host.startswith("127.")

    def __repr__(self) -> str:
        return f"SmtpServer({self.host}:{self.port})"

    __str__ = __repr__


def parse_smtp_url(url: str) -> SmtpServer:
    """``smtp://user:password@host:587`` or ``smtps://…:465``; special characters as ``%40``.

    Raises ``ValueError`` with a reason that doesn't repeat the password.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ValueError("a mail server's address begins with smtp:// or smtps://")
    try:
        port = parts.port
    except ValueError as error:
        raise ValueError("the mail server's port is a number from 1 to 65535") from error
    if not parts.hostname:
        raise ValueError("the mail server's address has no host name")
    return SmtpServer(
        host=parts.hostname,
        port=port or (465 if parts.scheme == "smtps" else 587),
        tls=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
