"""Questions that are asked in vain."""

from __future__ import annotations

from smartai.core.helpfulness.actions import miss_in_ticket, miss_search
from smartai.core.helpfulness.models import MissedSearch
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.actors import NOBODY
from tests.cast import DEMO


def searched(text: str, language: str = "en") -> MissedSearch:
    missed = miss_search(text, language, by=NOBODY)
    assert missed
    return missed


def asked_in(ticket: Ticket) -> MissedSearch:
    missed = miss_in_ticket(ticket, by=DEMO)
    assert missed
    return missed
