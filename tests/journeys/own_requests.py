"""Requests of the demo's owner and of a customer: previews show an owner's own. Run beside a site.

``python -m tests.journeys.own_requests`` prints the numbers by address and kind.
"""

from __future__ import annotations

import json
import os
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartai.config.settings")
django.setup()

from django.utils import timezone

from smartai.core.departments.models import Department
from smartai.core.tickets.actions import RequestDraft, close_ticket, open_ticket, reply_as_agent
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import Person

AGO = timedelta(days=10)
"""Since the one that is over."""


def write(requester: Person, title: str) -> Ticket:
    support = Department.objects.get(name="Support")
    draft = RequestDraft(title=title, text="What now?", department_id=support.pk)
    return open_ticket(draft, requester=requester, by=requester)


def three(address: str) -> dict[str, int]:
    """One without an answer, one with an answer, and one that is over for a while."""
    requester, anton = Person.objects.get(email=address), Person.objects.get(email="anton@northwind.example")
    over, waiting, answered = (write(requester, one) for one in ("All over", "Not answered", "Well answered"))
    reply_as_agent(answered, "Try it now.", by=anton)
    close_ticket(over, by=requester)
    Ticket.objects.filter(pk=over.pk).update(ended_at=timezone.now() - AGO)
    return {"over": over.pk, "waiting": waiting.pk, "answered": answered.pk}


if __name__ == "__main__":
    print(json.dumps({one: three(one) for one in ("olga@northwind.example", "jonas@lindqvist.example")}))
