"""How far an answer is on its way, also while it is only a fact that nobody has drawn the mails from."""

from __future__ import annotations

from collections.abc import Iterable

from smartai.core.tickets.events import AgentReplied, TicketOpened
from smartai.core.tickets.models import Message
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.deliveries import (
    Delivery,
    DeliveryState,
    delivery_of_messages,
    next_attempt_of,
)
from smartai.lib.text import shortened


def deliveries_of(message_ids: Iterable[int]) -> dict[int, Delivery]:
    """By message id. Missing: no mail is owed (a customer's letter, nobody who wants mails). Two statements.

    Of several readers the one it went worst for. ``address`` is "" and ``mail_id`` 0 while the worker has
    not got to the message yet.
    """
    ids = set(message_ids)
    found = delivery_of_messages(ids)
    missing = ids - found.keys()
    return {**found, **_not_begun(missing)} if missing else found


def _not_begun(ids: set[int]) -> dict[int, Delivery]:
    events = StoredEvent.objects.filter(
        ticket_id__in=Message.objects.public().filter(pk__in=ids).values("ticket_id"),
        kind__in=[AgentReplied.kind, TicketOpened.kind],
        state__in=[DueState.WAITING, DueState.GIVEN_UP],
    )
    pending = {int(event.payload["message_id"]): event for event in events if _is_answer(event)}
    return {pk: _delivery(pending[pk]) for pk in ids & pending.keys()}


def _is_answer(event: StoredEvent) -> bool:
    return event.kind == AgentReplied.kind or bool(event.payload.get("by_team"))


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
