"""Run inside the installation to be measured: seeds it and prints who to measure with, as JSON."""

from __future__ import annotations

import json
import sys
from typing import Any

import django
from django.db import connection
from django.db.models import Count
from django.utils import timezone

FULL = 26
"""A first page of requests and one more: so many are open, and so many closed, of whom is measured."""


def main(tickets: int, customers: int) -> None:
    from smartai.config.seed import seed_tickets
    from smartai.core.tickets.models import Ticket
    from smartai.core.workspace.actions import change_choices
    from smartai.foundation.accounts.actions import start_session
    from smartai.foundation.accounts.actors import System
    from smartai.foundation.accounts.models import Person, Role

    seed_tickets(tickets, 3, lambda count: None)
    bench = System("bench")
    change_choices("protection", {"check": "off", "requests_per_hour": 0, "replies_per_hour": 0}, by=bench)
    change_choices("sign_in", {"policy": "account"}, by=bench)
    with connection.cursor() as cursor:
        kind = "bigserial" if connection.vendor == "postgresql" else "integer"
        cursor.execute(f"CREATE TABLE bench_floor (id {kind} PRIMARY KEY, words text)")
    clients = Person.objects.filter(role=Role.CUSTOMER)
    busiest = clients.annotate(n=Count("requested_tickets")).order_by("-n", "pk").first()
    agent = Person.objects.filter(role=Role.AGENT).order_by("pk").first()
    others = clients.order_by("-pk")[:customers]
    assert busiest is not None
    assert agent is not None
    _fill_first_pages(busiest)
    own = Ticket.objects.filter(requester=busiest).order_by("-public_at").first()
    theirs = Ticket.objects.visible_to(agent).filter(ended=False).order_by("-public_at").first()
    assert own is not None
    assert theirs is not None
    known = {
        "customer": start_session(busiest),
        "own_ticket": own.pk,
        "own_tickets": Ticket.objects.filter(requester=busiest).count(),
        "agent": start_session(agent),
        "agent_ticket": theirs.pk,
        "customers": [start_session(person) for person in others],
    }
    print(json.dumps(known))


def _fill_first_pages(customer: Any) -> None:
    """The same lists at each size: a full page of open requests, three unread, and one of closed ones.

    In a small installation nobody has asked that often: tickets of others become theirs.
    """
    from smartai.core.tickets.models import Category, Status, Ticket

    own = Ticket.objects.filter(requester=customer)
    missing = max(2 * FULL - own.count(), 0)
    others = Ticket.objects.exclude(requester=customer).order_by("public_at").values_list("pk", flat=True)
    Ticket.objects.filter(pk__in=list(others[:missing])).update(requester=customer)
    newest = list(own.order_by("-public_at").values_list("pk", flat=True))
    waiting, closed = (
        Status.objects.filter(category=category, archived_at=None).first()
        for category in (Category.WAITING, Category.CLOSED)
    )
    Ticket.objects.filter(pk__in=newest).update(waiting_since=None, unread=False)
    Ticket.objects.filter(pk__in=newest[:FULL]).update(
        status=waiting, category=Category.WAITING, ended=False, ended_at=None
    )
    Ticket.objects.filter(pk__in=newest[:3]).update(unread=True)
    Ticket.objects.filter(pk__in=newest[FULL:]).update(
        status=closed, category=Category.CLOSED, ended=True, ended_at=timezone.now()
    )


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), int(sys.argv[2]))
