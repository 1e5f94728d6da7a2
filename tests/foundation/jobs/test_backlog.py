from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from smartai.foundation.jobs import due
from smartai.foundation.jobs.backlog import backlog, first_error
from smartai.foundation.mail.actions.enqueue_mail import enqueue_mail
from smartai.foundation.mail.models import OutgoingMail

pytestmark = pytest.mark.django_db

MAILS = OutgoingMail.objects.all()


def test_rows_are_counted_by_how_far_they_are() -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, 0, tzinfo=UTC), tick=False) as clock:
        for name in ("sent", "lost", "pausing", "due"):
            enqueue_mail(key=name, kind="test", to_address="alice@acme.example", subject="s", text="t")
        sent, lost, pausing = due.claim(
            OutgoingMail.objects.order_by("pk"), limit=3, lease=timedelta(hours=2)
        )
        due.settle(sent)
        due.give_up(lost, "no such mailbox")
        due.put_off(pausing, "the server is busy", max_attempts=3, pauses=[timedelta(hours=1)])
        clock.shift(timedelta(minutes=10))
        found = backlog(MAILS)
    assert (found.waiting, found.due, found.failing, found.given_up) == (2, 1, 1, 1)
    assert found.oldest_due_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
    assert first_error(MAILS) == "the server is busy"


def test_nothing_waits_at_first() -> None:
    found = backlog(MAILS)
    assert (found.waiting, found.due, found.overdue) == (0, 0, timedelta())
    assert first_error(MAILS) == ""
