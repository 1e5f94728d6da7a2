"""How far an answer is on its way, also while it is only a fact that nobody has drawn the mails from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from django.db.models import Q

from smartai.core.tickets.events import AgentReplied, TicketOpened
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.deliveries import (
    Delivery,
    DeliveryState,
    delivery_of_messages,
    next_attempt_of,
)
from smartai.lib.text import shortened

NOT_BEGUN: Final = Q(
    kind__in=[AgentReplied.kind, TicketOpened.kind], state__in=[DueState.WAITING, DueState.GIVEN_UP]
)
"""Facts that the worker has drawn no mails from."""


def deliveries_of(message_ids: Iterable[int], facts: Iterable[StoredEvent]) -> dict[int, Delivery]:
    """By message id. Missing: no mail is owed (a customer's letter, nobody who wants mails). One statement.

    ``facts`` are those of the messages' tickets that are ``NOT_BEGUN``; others may be among them. Of several
    readers the one it went worst for. ``address`` is "" and ``mail_id`` 0 while the worker has not got to
    the message yet.
    """
    ids = set(message_ids)
    begun = delivery_of_messages(ids) if ids else {}
    pending = {int(fact.payload["message_id"]): fact for fact in facts if _is_pending_answer(fact)}
    return {**{pk: _delivery(pending[pk]) for pk in ids & pending.keys()}, **begun}


def _is_pending_answer(fact: StoredEvent) -> bool:
    if fact.state == DueState.DONE:
        return False
    by_team = fact.kind == TicketOpened.kind and bool(fact.payload.get("by_team"))
    return by_team or fact.kind == AgentReplied.kind


def _delivery(event: StoredEvent) -> Delivery:
    waits = event.state == DueState.WAITING
    return Delivery(
        state=DeliveryState.WAITING if waits else DeliveryState.GIVEN_UP,
        address="",
        failures=event.failures,
        next_attempt_at=next_attempt_of(event),
        sent_at=None,
        error=shortened(event.last_error, 160),
        captured=False,
        mail_id=0,
    )
