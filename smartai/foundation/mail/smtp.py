"""Handing letters to a mail server, over one connection for a whole run."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from django.utils.translation import gettext_noop

from smartai.foundation.mail.message import Letter
from smartai.foundation.mail.sender import mail_domain
from smartai.foundation.mail.smtp_url import SmtpServer
from smartai.foundation.mail.transport import NotTaken, Refused, ServerUnreachable
from smartai.lib.masking import masked

TIMEOUT = 15.0
"""Seconds the server may take for any one step."""
PATIENCE = 45.0
"""Seconds for each of three parts: being greeted, being let in, one letter. Less than ``drain.NEEDED``."""
_TOO_LARGE = 552


class Smtp:
    captures = False

    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    @contextmanager
    def opened(self) -> Iterator[SmtpCarrier]:
        carrier = SmtpCarrier(self._server)
        try:
            yield carrier
        finally:
            carrier.close()


class SmtpCarrier:
    """Connects with the first letter, and anew after a letter that cost the connection."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._connection: smtplib.SMTP | None = None

    def carry(self, letter: Letter) -> None:
        connection = self._connection or self._connect()
        options = ["SMTPUTF8"] if letter.international else []
        if letter.international and not connection.has_extn("smtputf8"):
            raise Refused(
                gettext_noop("The mail server doesn't take addresses with letters outside ASCII (SMTPUTF8).")
            )
        try:
            with patience(connection):
                connection.sendmail(letter.sender, [letter.recipient], letter.raw, options)
        except smtplib.SMTPRecipientsRefused as error:
            _judge(*error.recipients[letter.recipient])
        except smtplib.SMTPSenderRefused as error:
            _judge_sender(error)
        except smtplib.SMTPDataError as error:
            _judge(error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NotTaken(f"The connection to {self._server.host} broke: {_reason(error)}") from error
        finally:
            if connection.sock is None:  # the server said goodbye (421)
                self._connection = None

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError), patience(connection):
                connection.quit()
            connection.close()

    def _connect(self) -> smtplib.SMTP:
        try:
            self._connection = connect(self._server)
        except (smtplib.SMTPException, OSError) as error:
            raise ServerUnreachable(f"{self._server.host}:{self._server.port}: {_reason(error)}") from error
        return self._connection


def connect(server: SmtpServer) -> smtplib.SMTP:
    """A connection that is greeted, encrypted where possible and signed in. Certificates are checked."""
    connection = _Encrypted(server) if server.tls else _Plain(server)
    try:
        with patience(connection):
            _let_in(connection, server)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def patience(connection: smtplib.SMTP) -> Iterator[None]:
    """Cuts the connection when what is inside takes longer than ``PATIENCE`` altogether.

    A server that sends a byte now and then stays within every timeout of a socket.
    """
    timer = threading.Timer(PATIENCE, _cut, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(connection: smtplib.SMTP) -> None:
    """Whoever reads sees the end. Not ``SSLSocket.shutdown``, which only forgets the encryption."""
    speaking = getattr(connection, "sock", None)  # none while the address is looked up
    if isinstance(speaking, socket.socket):
        with contextlib.suppress(OSError):
            socket.socket.shutdown(speaking, socket.SHUT_RDWR)


class _Plain(smtplib.SMTP):
    def __init__(self, server: SmtpServer) -> None:
        with patience(self):
            super().__init__(server.host, server.port, mail_domain(), timeout=TIMEOUT)


class _Encrypted(smtplib.SMTP_SSL):
    def __init__(self, server: SmtpServer) -> None:
        with patience(self):
            super().__init__(server.host, server.port, mail_domain(), timeout=TIMEOUT, context=_trusted())


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """The machine's certificates; reading them takes some 40 ms."""
    return ssl.create_default_context()


def _let_in(connection: smtplib.SMTP, server: SmtpServer) -> None:
    connection.ehlo_or_helo_if_needed()
    encrypted = server.tls
    if not server.tls and not server.is_this_machine and connection.has_extn("starttls"):
        connection.starttls(context=_trusted())
        connection.ehlo()
        encrypted = True
    if server.user:
        if not encrypted and not server.is_this_machine:
            raise smtplib.SMTPException("offers no encryption, so the password isn't sent to it")
        connection.login(server.user, server.password)


def _judge(code: int, answer: bytes | str) -> None:
    if 500 <= code < 600:
        raise Refused(f"{code} {_text(answer)}")
    raise NotTaken(f"{code} {_text(answer)}")


def _judge_sender(error: smtplib.SMTPSenderRefused) -> None:
    """5xx for the sender is a setting to be put right, at the server or here, so the mail waits for it."""
    if error.smtp_code == _TOO_LARGE:
        raise Refused(f"{error.smtp_code} {_text(error.smtp_error)}")
    raise ServerUnreachable(f"{error.smtp_code} {_text(error.smtp_error)} (sender {error.sender})")


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    words = error.strerror if isinstance(error, OSError) else ""
    return words or str(error) or type(error).__name__


def _text(answer: bytes | str) -> str:
    """Filters quote what they refuse: a link in it is as secret as in the mail."""
    return masked(answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer)
