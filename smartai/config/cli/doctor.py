"""``smartai doctor``: is everything there that the product needs? Each check is one line."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.db import Error, connection
from django.utils import timezone

from smartai.config.drains import queues
from smartai.config.environment import environment
from smartai.config.migrating import pending_migrations
from smartai.config.operations import DISK_IS_LOW_BELOW, WORKER_IS_LATE_AFTER, free_bytes
from smartai.config.output import say_result
from smartai.core.knowledge.search import vectors_made
from smartai.foundation.embedding.provider import NoVectors
from smartai.foundation.embedding.registry import provider
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.backlog import first_error
from smartai.foundation.jobs.heartbeat import WORKER, last_beat
from smartai.foundation.mail.check import MailServerUnreachable, check_mail_server

VECTOR_WITHIN: Final = 5.0
QUEUE_IS_LATE_AFTER: Final = timedelta(minutes=5)


class Ailing(Exception):
    """What is wrong, and what to do about it."""


def run() -> None:
    """Every check runs, whatever the others found; exit status 1 when one failed."""
    well = [_examine(name, check) for name, check in CHECKS.items()]
    raise SystemExit(0 if all(well) else 1)


def _examine(name: str, check: Callable[[], str]) -> bool:
    try:
        say_result(True, name, check())
        return True
    except (Ailing, MailServerUnreachable, Error, OSError) as problem:
        line = (str(problem).strip() or type(problem).__name__).splitlines()[0]
        if isinstance(problem, Error) and check is not check_database:
            line = "the database cannot tell"
        say_result(False, name, line)
    return False


def check_settings() -> str:
    chosen = environment()
    if chosen.production and not chosen.base_url.startswith("https://"):
        raise Ailing("SMARTAI_BASE_URL should begin with https:// in production")
    kind = "production" if chosen.production else "not production"
    return f"{settings.BASE_URL}, {kind}, data in {settings.DATA}"


def check_database() -> str:
    pending = pending_migrations()
    if pending:
        raise Ailing(f"{len(pending)} migrations are missing: run smartai migrate")
    return f"{connection.display_name}, up to date"


def check_files() -> str:
    """Writing is tried, because rights and read-only file systems only show then."""
    with tempfile.TemporaryFile(dir=settings.DATA) as file:
        file.write(b"x")
        file.flush()
    free = free_bytes()
    if free < DISK_IS_LOW_BELOW:
        raise Ailing(f"only {free // 2**20} MB are free in {settings.DATA}")
    return f"{settings.DATA} can be written, {free // 2**20:,} MB free"


def check_queue() -> str:
    """A mail that a server refused is no illness of ours: it is counted, and shown under Deliveries."""
    events, mails = (queues()[name] for name in ("events", "mails"))
    if events.failing or events.given_up:
        error = first_error(StoredEvent.objects.all())
        raise Ailing(
            f"{events.failing + events.given_up} events fail, the newest with {error or 'no reason'}"
        )
    late = max(events.overdue, mails.overdue)
    if late > QUEUE_IS_LATE_AFTER:
        waits = f"{events.due} events and {mails.due} mails are due"
        raise Ailing(
            f"{waits}, the oldest for {late.total_seconds() / 60:,.0f} minutes: does the worker run?"
        )
    lost = f", {mails.given_up} given up (see Settings, Deliveries)" if mails.given_up else ""
    return f"{events.waiting} events and {mails.waiting} mails wait{lost}"


def check_worker() -> str:
    seen = last_beat(WORKER)
    if seen is None:
        raise Ailing("no worker was ever seen: start smartai serve or smartai worker")
    age = timezone.now() - seen
    if age > WORKER_IS_LATE_AFTER:
        raise Ailing(f"last seen {seen:%Y-%m-%d %H:%M:%S} UTC: start smartai serve or smartai worker")
    return f"seen {age.total_seconds():.0f} s ago"


def check_meaning() -> str:
    """Articles are found without vectors too, so a server that does not answer is told, and why."""
    source = provider()
    if not source.name:
        return "articles are found by words and what they mean; no source of vectors is set"
    try:
        source.embed(["Is anybody there?"], within=VECTOR_WITHIN)
    except NoVectors as problem:
        raise Ailing(f"no vectors from {source.name}: {problem}") from problem
    made, all_of_them = vectors_made()
    return f"vectors of {made:,} of {all_of_them:,} articles, by {source.name}"


CHECKS: Final[dict[str, Callable[[], str]]] = {
    "Settings": check_settings,
    "Database": check_database,
    "Mail": check_mail_server,
    "Files": check_files,
    "Queue": check_queue,
    "Worker": check_worker,
    "Meaning": check_meaning,
}
