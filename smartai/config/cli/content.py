"""``smartai migrate``, ``demo``, ``seed`` and ``search rebuild``."""

from __future__ import annotations

import time
from functools import partial

from smartai.config.cli.database import current_database, told_when_away
from smartai.config.cli.progress import progress
from smartai.config.demo import fill_demo
from smartai.config.migrating import migrate as apply_migrations
from smartai.config.output import fail, say
from smartai.config.seed import seed_tickets
from smartai.core.knowledge.models import Article
from smartai.core.knowledge.search import rebuild as rebuild_articles
from smartai.core.people.search import rebuild as rebuild_people
from smartai.core.saved_replies.models import SavedReply
from smartai.core.saved_replies.search import rebuild as rebuild_saved_replies
from smartai.core.tickets.models import Ticket
from smartai.core.tickets.search.filing import rebuild as rebuild_tickets
from smartai.foundation.accounts.models import Person


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
    with current_database(), progress() as bars:
        bar = bars.add_task("Tickets", total=tickets)
        seed_tickets(tickets, messages, lambda count: bars.advance(bar, count))
    say(f"{tickets:,} tickets of {messages} messages added in {time.monotonic() - began:.1f} s")


def rebuild_search() -> None:
    with current_database(), progress() as bars:
        for what, rows, rebuild in (
            ("Articles", Article.objects, rebuild_articles),
            ("Saved replies", SavedReply.objects, rebuild_saved_replies),
            ("People", Person.objects, rebuild_people),
            ("Tickets", Ticket.objects, rebuild_tickets),
        ):
            began = time.monotonic()
            bar = bars.add_task(what, total=rows.count())
            done = rebuild(partial(bars.advance, bar))
            say(f"{done:,} {what.lower()} indexed in {time.monotonic() - began:.1f} s")
