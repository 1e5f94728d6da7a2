"""How far the mails are that carry a message: what an agent sees beneath a reply."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext

from smartai.foundation.jobs.due import Due, DueState
from smartai.foundation.mail.models import OutgoingMail
from smartai.lib.text import shortened


class DeliveryState(StrEnum):
    SENT = "sent"
    WAITING = "waiting"
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class Delivery:
    """Of several mails the one that went worst. ``error`` is at most 160 characters, "" when none.

    ``failures`` are tries that came to nothing. ``next_attempt_at`` is None while a try is made.
    """

    state: DeliveryState
    address: str
    failures: int
    next_attempt_at: datetime | None
    sent_at: datetime | None
    error: str
    captured: bool
    mail_id: int


_STATES = {
    DueState.DONE: DeliveryState.SENT,
    DueState.WAITING: DeliveryState.WAITING,
    DueState.GIVEN_UP: DeliveryState.GIVEN_UP,
}
_WORSE_LAST = list(DeliveryState)


def delivery_of_messages(message_ids: Iterable[int]) -> dict[int, Delivery]:
    """By message id; messages that no mail carries are missing. One query."""
    found: dict[int, Delivery] = {}
    mails = OutgoingMail.objects.filter(about_message__in=list(message_ids)).order_by("pk")
    for mail in mails.defer("text", "html", "headers", "references"):
        delivery = delivery_of(mail)
        known = found.get(mail.about_message or 0)
        if known is None or _WORSE_LAST.index(delivery.state) > _WORSE_LAST.index(known.state):
            found[mail.about_message or 0] = delivery
    return found


def reason_of(row: Due) -> str:
    """Why it failed last: a mail server's own words, or ours in the language that is active."""
    return gettext(row.last_error) if row.last_error else ""


def next_attempt_of(row: Due) -> datetime | None:
    """None for what is settled, and while a try is made."""
    return None if row.state != DueState.WAITING or row.in_work else row.next_attempt_at


def delivery_of(mail: OutgoingMail) -> Delivery:
    state = _STATES[DueState(mail.state)]
    return Delivery(
        state=state,
        address=mail.to_address,
        failures=mail.failures,
        next_attempt_at=next_attempt_of(mail),
        sent_at=mail.sent_at,
        error=shortened(reason_of(mail), 160),
        captured=mail.captured,
        mail_id=mail.pk,
    )
