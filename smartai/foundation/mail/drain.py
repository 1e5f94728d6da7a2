"""Sending what is owed.

At least once: when the worker is killed after the server accepted a mail and before that was written
down, the mail is sent again with the same Message-ID and Date once its lease is free. Mail programs and
mailing software show such a pair as one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import structlog
from django.db import InterfaceError, OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from smartai.foundation.jobs.due import (
    LeaseLost,
    claim,
    give_back,
    give_up,
    is_due,
    put_off,
    settle,
)
from smartai.foundation.jobs.room import leaving_room
from smartai.foundation.mail.marks import Fill, NothingToFill
from smartai.foundation.mail.message import build_letter
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.querysets import OutgoingMailQuerySet
from smartai.foundation.mail.transport import Carrier, NotTaken, Refused, ServerUnreachable, Transport

LEASE = timedelta(minutes=5)
NEEDED = timedelta(seconds=150)
"""A mail is begun only while its lease lasts at least this long: more than its steps may take together."""
BATCH = 10
AGAIN = 1.0
MAX_ATTEMPTS = 16
"""With the pauses of ``due``: about two days."""

GivenUp = Callable[[OutgoingMail], None]
"""Writes what follows from a mail that nobody will get, in the transaction that gives it up."""

log = structlog.get_logger()


class MailDrain:
    name = "mail"

    def __init__(self, transport: Transport, fill: Fill, given_up: GivenUp) -> None:
        self._transport = transport
        self._fill = fill
        self._given_up = given_up

    def drain(self) -> int:
        """At most ``BATCH`` mails about no ticket, then of all. One mail's failure is that mail's alone.

        Somebody looks at a page and waits for a code, while a flood of tickets takes a mail server minutes.
        """
        awaited = OutgoingMail.objects.about_no_ticket()
        return self._send_some(awaited) + self._send_some(OutgoingMail.objects.all(), before=awaited)

    def _send_some(self, rows: OutgoingMailQuerySet, before: OutgoingMailQuerySet | None = None) -> int:
        """Over one connection. Ends early when mails of ``before`` are due by then."""
        mails = claim(rows, limit=BATCH, lease=LEASE)
        if not mails:
            return 0
        sent = 0
        with self._transport.opened() as carrier:
            for place, mail in enumerate(mails):
                if place and before is not None and is_due(before):
                    _give_all_back(mails[place:])
                    break
                try:
                    with leaving_room():
                        sent += self._send(carrier, mail)
                except LeaseLost:
                    log.warning("mail.lease_lost", mail=mail.pk)
                except ServerUnreachable as error:
                    self._put_all_off(mails[place:], str(error))
                    break
        return sent

    def _send(self, carrier: Carrier, mail: OutgoingMail) -> bool:
        now = timezone.now()
        if mail.leased_until is None or mail.leased_until - now < NEEDED:
            give_back(mail)
        elif mail.attempts > MAX_ATTEMPTS:
            self._give_up(mail, gettext_noop("The worker ended each time it tried to send this mail."))
        else:
            return self._carry(carrier, mail)
        return False

    def _carry(self, carrier: Carrier, mail: OutgoingMail) -> bool:
        try:
            carrier.carry(build_letter(mail, self._fill))
        except ServerUnreachable:
            raise
        except (Refused, NothingToFill, ValueError) as error:
            self._give_up(mail, str(error))
        except NotTaken as error:
            self._put_off(mail, str(error))
        except Exception as error:
            log.exception("mail.failed", mail=mail.pk)
            self._put_off(mail, f"{type(error).__name__}: {error}")
        else:
            _write_down(mail, captured=self._transport.captures)
            return True
        return False

    def _put_all_off(self, mails: list[OutgoingMail], error: str) -> None:
        log.warning("mail.server_unreachable", error=error, mails=len(mails))
        for mail in mails:
            try:
                self._put_off(mail, error)
            except LeaseLost:
                log.warning("mail.lease_lost", mail=mail.pk)

    def _put_off(self, mail: OutgoingMail, error: str) -> None:
        """Given up after the last attempt, as below."""
        if mail.attempts >= MAX_ATTEMPTS:
            self._give_up(mail, error)
        else:
            put_off(mail, error, max_attempts=MAX_ATTEMPTS)

    def _give_up(self, mail: OutgoingMail, error: str) -> None:
        """Written down with what follows from it: a kill leaves both or none, and no lost lease has one.

        Where that cannot be written, the mail is given up all the same: it must not stop those behind it.
        """
        held = mail.state, mail.leased_until, mail.leased_by
        try:
            with transaction.atomic():
                give_up(mail, error)
                self._follow(mail)
        except (LeaseLost, OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("mail.not_told", mail=mail.pk)
            mail.state, mail.leased_until, mail.leased_by = held
            give_up(mail, error)

    def _follow(self, mail: OutgoingMail) -> None:
        log.warning("mail.given_up", mail=mail.pk, kind=mail.kind)
        self._given_up(mail)


def _write_down(mail: OutgoingMail, *, captured: bool) -> None:
    """The mail was taken: a database that is away is waited for, or else it would be sent twice."""
    sent_at = timezone.now()
    while True:
        try:
            return settle(mail, sent_at=sent_at, captured=captured)
        except (OperationalError, InterfaceError) as error:
            if mail.leased_until is None or mail.leased_until <= timezone.now():
                raise
            log.warning("mail.database_away", mail=mail.pk, error=str(error))
            connection.close()
            time.sleep(AGAIN)


def _give_all_back(mails: list[OutgoingMail]) -> None:
    for mail in mails:
        with suppress(LeaseLost):
            give_back(mail)
