"""What whoever runs the installation is told of the queue: by the doctor and by the metrics."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from smartai.config.cli.doctor import Ailing, check_queue
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.actions.enqueue_mail import enqueue_mail
from smartai.foundation.mail.models import OutgoingMail

pytestmark = pytest.mark.django_db


def owe_a_mail(**row: object) -> None:
    enqueue_mail(key="k", kind="test", to_address="alice@acme.example", subject="s", text="t")
    OutgoingMail.objects.update(**row)


def test_a_mail_that_was_given_up_is_counted_but_is_no_illness():
    owe_a_mail(state=DueState.GIVEN_UP, last_error="no such mailbox")
    assert "1 given up" in check_queue()


def test_rows_that_nobody_works_off_are_said_with_their_age():
    owe_a_mail(next_attempt_at=timezone.now() - timedelta(minutes=30))
    with pytest.raises(Ailing, match="1 mails are due, the oldest for 30 minutes"):
        check_queue()


def test_an_event_that_fails_is_said_with_its_reason():
    StoredEvent.objects.create(kind="x", audience="team", attempts=2, last_error="KeyError('x')\nmore")
    with pytest.raises(Ailing, match=r"1 events fail, the newest with KeyError\('x'\)$"):
        check_queue()


def test_metrics_tell_how_full_each_queue_is():
    owe_a_mail(state=DueState.GIVEN_UP)
    StoredEvent.objects.create(kind="x", audience="team")
    with override_settings(METRICS=True):
        text = Client(headers={"host": "127.0.0.1"}).get("/metrics").content.decode()
    assert 'smartai_queue_given_up{queue="mails"} 1.0' in text
    assert 'smartai_queue_due{queue="events"} 1.0' in text
    assert 'smartai_queue_overdue_seconds{queue="mails"} 0.0' in text
