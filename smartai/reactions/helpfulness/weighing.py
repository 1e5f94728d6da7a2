"""What follows for the help pages when a request came. In a drain of its own: no mail waits for it."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Final

import structlog
from django.db import transaction

from smartai.core.helpfulness.actions import (
    expect_request,
    forget_old,
    learn_from_tickets,
    settle_days,
    weigh_request,
)
from smartai.core.helpfulness.models import Arrival
from smartai.core.tickets.events import TicketOpened
from smartai.foundation.accounts.actors import System
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.due import LeaseLost, claim, put_off, settle
from smartai.foundation.jobs.room import leaving_room

BATCH: Final = 20
LEASE: Final = timedelta(minutes=2)
TRIES: Final = 5
WEIGHER: Final = System("helpfulness")

log = structlog.get_logger()


def await_weighing(event: StoredEvent) -> None:
    """Owes the weighing of a customer's request, and of what the team wrote down for one."""
    fact = TicketOpened.from_payload(event.payload)
    expect_request(fact.ticket_id, fact.came_from, by=WEIGHER)


class RequestWeighing:
    """A drain. Weighing, settling and the row's end are one transaction: killed between, nothing happened."""

    name = "arrivals"

    def drain(self) -> int:
        arrivals = claim(Arrival.objects.select_related("ticket__requester"), limit=BATCH, lease=LEASE)
        for arrival in arrivals:
            with leaving_room():
                self._weigh(arrival)
        return len(arrivals)

    def _weigh(self, arrival: Arrival) -> None:
        try:
            with transaction.atomic():
                weigh_request(arrival, by=WEIGHER)
                settle(arrival)
                arrival.delete()
        except LeaseLost:
            log.warning("arrival.lease_lost", ticket=arrival.ticket_id)
        except Exception as error:
            log.exception("arrival.failed", ticket=arrival.ticket_id)
            with suppress(LeaseLost):
                put_off(arrival, repr(error), max_attempts=TRIES)


def sweep_helpfulness() -> int:
    """Draws the sums of days that are over, and forgets what is past its time."""
    return settle_days(by=WEIGHER) + forget_old(by=WEIGHER)


def sweep_learning() -> int:
    """Learns from solved tickets in which words customers ask for articles."""
    return learn_from_tickets(by=WEIGHER)
