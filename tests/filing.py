"""What the worker does for the search, done at once."""

from __future__ import annotations

from smartai.config.subscriptions import SUBSCRIPTIONS
from smartai.core.people.search import PeopleFiling
from smartai.core.tickets.search.filing import TicketFiling
from smartai.foundation.events.dispatch import EventDispatch


def file_all() -> None:
    """Facts first, because some say that words have changed."""
    for drain in (EventDispatch(SUBSCRIPTIONS), PeopleFiling(), TicketFiling()):
        while drain.drain():
            pass
