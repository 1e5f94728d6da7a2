from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client, override_settings
from django.utils import timezone

from smartai.config import operations
from smartai.config.logs import text_line
from smartai.foundation.jobs.heartbeat import WORKER, beat
from smartai.foundation.jobs.models import Heartbeat
from smartai.lib.masking import masked

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)


def test_a_foreign_host_gets_a_plain_400(visitor: Client):
    answer = visitor.get("/support/", headers={"host": "evil.example"})
    assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain")
    assert b"evil" not in answer.content


def test_health_says_what_works(visitor: Client):
    beat(WORKER)
    answer = visitor.get("/healthz")
    assert answer.status_code == 200
    assert json.loads(answer.content) == {"status": "ok", "database": "ok", "worker": "ok", "disk": "ok"}


def test_a_late_worker_is_said_but_takes_no_page_away(visitor: Client):
    beat(WORKER)
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=5))
    answer = visitor.get("/healthz")
    assert answer.status_code == 200
    assert json.loads(answer.content)["worker"] == "late"


def test_a_full_disk_is_503(visitor: Client, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(operations, "free_bytes", lambda: 1)
    assert visitor.get("/healthz").status_code == 503


def test_a_database_that_is_down_is_503_and_not_a_broken_page(visitor: Client):
    def down(*_: object) -> None:
        raise DatabaseError("the server closed the connection")

    with connection.execute_wrapper(down):
        answer = visitor.get("/healthz")
    assert answer.status_code == 503
    assert json.loads(answer.content)["database"] == "down"


def test_metrics_are_off_unless_asked_for(visitor: Client):
    assert visitor.get("/metrics").status_code == 404


def test_metrics_tell_of_worker_and_disk(visitor: Client):
    beat(WORKER)
    with override_settings(METRICS=True):
        text = visitor.get("/metrics").content.decode()
    assert "smartai_worker_seen_seconds" in text
    assert "smartai_disk_free_bytes" in text


def test_every_answer_carries_the_strict_policy(visitor: Client):
    for path in ("/healthz", "/nowhere/"):
        answer = visitor.get(path)
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/%ff", "/%00", "/nowhere/?%ff=%ed%a0%80"])
def test_strange_addresses_are_404_and_repeat_nothing(visitor: Client, path: str):
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize("form", [b"x" * 2_200_000, b"a=1&" * 501], ids=["text", "fields"])
def test_a_form_with_more_than_allowed_is_413(visitor: Client, form: bytes):
    answer = visitor.post("/support/", form, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "That was too much at once" in answer.content.decode()


def test_the_secret_of_a_link_never_reaches_the_log():
    line = masked("GET /support/link/s3cr3t-token/ failed; next=/a?token=abc&x=1")
    assert "s3cr3t" not in line
    assert "abc" not in line
    assert line.endswith("&x=1")


def test_what_a_visitor_sent_cannot_forge_a_line_of_the_log():
    event = {"at": "now", "level": "info", "logger": "x", "event": "path /a\nnow error x forged"}
    assert "\n" not in text_line(logging.getLogger(), "info", event)
