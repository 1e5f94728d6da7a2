"""``smartai migrate``, ``demo``, ``seed`` and ``search rebuild``."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from smartai.config.cli.database import current_database, told_when_away
from smartai.config.cli.output import fail, say
from smartai.config.demo import fill_demo
from smartai.config.migrating import migrate as apply_migrations
from smartai.config.seed import seed_tickets
from smartai.core.knowledge.models import Article
from smartai.core.knowledge.search import rebuild as rebuild_articles


def migrate() -> None:
    with told_when_away():
        applied = apply_migrations(verbosity=1)
    say(f"{applied} migrations applied" if applied else "The database is up to date")


def demo() -> None:
    with told_when_away():
        apply_migrations()
        filled = fill_demo()
    if not filled:
        fail("There are people already; the demo fills an empty installation only")
    say("Filled with an invented company")


def seed(tickets: int, messages: int) -> None:
    began = time.monotonic()
    with current_database(), _progress() as progress:
        bar = progress.add_task("Tickets", total=tickets)
        seed_tickets(tickets, messages, lambda count: progress.advance(bar, count))
    say(f"{tickets:,} tickets of {messages} messages added in {time.monotonic() - began:.1f} s")


def rebuild_search() -> None:
    began = time.monotonic()
    with current_database(), _progress() as progress:
        bar = progress.add_task("Articles", total=Article.objects.count())
        done = rebuild_articles(lambda count: progress.advance(bar, count))
    say(f"{done:,} articles indexed in {time.monotonic() - began:.1f} s")


def _progress() -> Progress:
    """On a terminal only, and on standard error, so that what is piped on stays clean."""
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*columns, console=console, disable=not console.is_terminal)
