from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import Audience, Event


@dataclass(frozen=True, kw_only=True)
class TicketRated(Event):
    kind = "satisfaction.rated"
    audience = Audience.CUSTOMER

    ticket_id: int
    score: int
