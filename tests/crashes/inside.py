"""Looks at an installation from inside, in a process of its own: ``python -m tests.crashes.inside found``."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from datetime import timedelta
from functools import partial
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartai.config.settings")
django.setup()

import time_machine
from django.conf import settings
from django.utils import timezone

from smartai.core.departments.models import Department, Membership
from smartai.core.tickets.models import Attachment, Message, Ticket
from smartai.core.workspace.actions import change_choices
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.actors import System
from smartai.foundation.accounts.models import EmailAddress, Person, Role
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.models import StoredFile, StoredState
from smartai.foundation.files.paths import folder, path_of
from smartai.foundation.files.sweep import sweep_uploads
from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.actions.enqueue_mail import enqueue_mail
from smartai.foundation.mail.models import OutgoingMail


def prepare(customers: int) -> list[str]:
    """An agent and customers; the customers' session tokens."""
    by = System("test")
    change_choices("protection", {"requests_per_hour": 0, "replies_per_hour": 0, "check": "off"}, by=by)
    agent = _person("Anton", "anton@northwind.example", Role.AGENT)
    Membership.objects.create(department=Department.objects.get(), person=agent)
    names = [f"customer{number}" for number in range(customers)]
    return [start_session(_person(name, f"{name}@lake.example", Role.CUSTOMER)) for name in names]


def owe() -> str:
    """A mail to somebody who waits for it; its Message-ID."""
    to_alice = partial(enqueue_mail, to_address="alice@lake.example", subject="Your code", text="123456")
    return to_alice(key="code", kind="test").message_id


def _person(name: str, address: str, role: Role) -> Person:
    person = Person.objects.create(name=name, email=address, role=role)
    EmailAddress.objects.create(person=person, address=address, proven_at=timezone.now())
    return person


def settled() -> list[Any]:
    """What is owed in the end, once nothing more was done for a minute. Pauses end now; the leases of killed
    workers are left to those that live."""
    queues = [rows.filter(state=DueState.WAITING) for rows in (StoredEvent.objects, OutgoingMail.objects)]
    owed, give_in_at = sum(rows.count() for rows in queues), time.monotonic() + 60
    while owed and time.monotonic() < give_in_at:
        for rows in queues:
            rows.filter(next_attempt_at__gt=timezone.now()).update(next_attempt_at=timezone.now())
        time.sleep(0.5)
        before, owed = owed, sum(rows.count() for rows in queues)
        if owed < before:
            give_in_at = time.monotonic() + 60
    columns = ("kind", "attempts", "leased_by", "leased_until", "last_error")
    return [row for rows in queues for row in rows.values(*columns)]


def sweep() -> dict[str, Any]:
    """A day later: what the sweep leaves, by state; and the names on the disk that no kept file has."""
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=True):
        while sweep_uploads():
            pass
    kept = {path_of(stored) for stored in StoredFile.objects.filter(state=StoredState.KEPT)}
    on_disk = {path for path in folder().rglob("*") if path.is_file()}
    return {
        "states": sorted(set(StoredFile.objects.values_list("state", flat=True))),
        "strangers": [str(path) for path in on_disk - kept],
        "missing": [str(path) for path in kept - on_disk],
    }


def found() -> dict[str, Any]:
    """What is owed once the worker had its time; then all that is stored, and what a sweep leaves."""
    owed = settled()
    letters = [
        {"ticket": letter.ticket_id, "text": letter.text, "files": [_sum(one) for one in _files(letter)]}
        for letter in Message.objects.order_by("pk")
    ]
    mails = OutgoingMail.objects.values("key", "kind", "message_id", "to_address", "about_ticket", "state")
    return {
        "tickets": list(Ticket.objects.values_list("pk", "title")),
        "letters": letters,
        "mails": list(mails),
        "swept": sweep(),
        "owed": owed,
    }


def _files(letter: Message) -> Any:
    return Attachment.objects.filter(message=letter, file__state=StoredState.KEPT).select_related("file")


def _sum(attachment: Attachment) -> str:
    return hashlib.sha256(path_of(attachment.file).read_bytes()).hexdigest()


if __name__ == "__main__":
    assert settings.DATA.is_absolute()
    command = {"prepare": lambda: prepare(int(sys.argv[2])), "owe": owe, "found": found}
    sys.stdout.write(json.dumps(command[sys.argv[1]](), default=str))
