"""``smartai migrate``, ``demo`` and ``seed``."""

from __future__ import annotations

import typer

from smartai.config.cli.output import fail, say
from smartai.config.demo import fill_demo
from smartai.config.migrating import migrate as apply_migrations
from smartai.config.migrating import pending_migrations
from smartai.config.seed import seed_tickets


def migrate() -> None:
    applied = apply_migrations(verbosity=1)
    say(f"{applied} migrations applied" if applied else "The database is up to date")


def demo() -> None:
    apply_migrations()
    if not fill_demo():
        fail("There are people already; the demo fills an empty installation only")
    say("Filled with an invented company")


def seed(tickets: int, messages: int) -> None:
    if pending_migrations():
        fail("The database is not up to date: run smartai migrate")
    with typer.progressbar(length=tickets, label="Tickets", show_pos=True) as bar:
        seed_tickets(tickets, messages, bar.update)
