"""``smartai serve``: everything that must be true before the first request, then the supervisor."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Sequence
from functools import partial
from typing import NoReturn

from django.conf import settings

from smartai.config.cli.database import told_when_away
from smartai.config.cli.output import fail, say, say_fact
from smartai.config.environment import Environment, environment
from smartai.config.migrating import migrate
from smartai.config.serving.apart import Apart
from smartai.config.serving.handover import hand_over
from smartai.config.serving.lifeline import killed_with
from smartai.config.serving.listening import PortNotOpened, open_port
from smartai.core.people.querysets import has_owner
from smartai.foundation.accounts.models import Person


def run(with_parent: bool) -> NoReturn:
    if with_parent:
        killed_with(os.getppid())
    chosen = environment()
    try:
        listening = open_port(chosen.host, chosen.port, chosen.processes)
    except PortNotOpened as problem:
        fail(str(problem))
    content = Apart(partial(_bring_up_to_date, chosen))
    _prepare_metrics(chosen)
    # Only now: what counts requests looks for the folder above when it is imported.
    product = importlib.import_module("smartai.config.serving.processes")
    product.load()
    is_owned, demo = content.outcome()
    roles = product.roles(listening)
    _say_where(chosen, is_owned, demo)
    hand_over(roles)


def _bring_up_to_date(chosen: Environment) -> tuple[bool, list[tuple[str, str, str]]]:
    """Whether there is an owner, and whom of the demo one can be.

    Beside the supervisor: the forms of a database through time and the demo's prose are many megabytes,
    which each of its forks would keep.
    """
    with told_when_away():
        if applied := migrate():
            say_fact("Database", f"{applied} migrations applied")
        demo = _demo() if chosen.fills_demo else []
        return has_owner(), demo


def _demo() -> list[tuple[str, str, str]]:
    demo = importlib.import_module("smartai.config.demo")
    cast = importlib.import_module("smartai.config.demo.cast")
    if demo.fill_demo():
        say_fact("Demo", "filled with an invented company")
    shown = [("Owner", cast.COLLEAGUES[0]), ("Agent", cast.COLLEAGUES[1]), ("Customer", cast.CUSTOMERS[0])]
    if not Person.objects.filter(email=cast.COLLEAGUES[0].address).exists():
        return []
    return [(who, one.address, cast.PASSWORD) for who, one in shown]


def _prepare_metrics(chosen: Environment) -> None:
    """Counters of the processes before belong to the past."""
    if chosen.metrics:
        folder = settings.DATA / "metrics"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _say_where(chosen: Environment, is_owned: bool, demo: Sequence[tuple[str, str, str]]) -> None:
    host = "127.0.0.1" if chosen.host in ("0.0.0.0", "::", "") else chosen.host
    here = f"http://{f'[{host}]' if ':' in host else host}:{chosen.port}"
    say_fact("Customers", f"{here}/support/")
    say_fact("Team", f"{here}/desk/")
    if not chosen.production and not chosen.smtp_url:
        say_fact("Mails", f"{here}/outbox/", "kept here until a mail server is set")
    if not is_owned:
        say_fact("Begin", f"{here}/desk/first-owner/", "become its owner, before others reach it")
    for who, address, password in demo:
        say_fact(who, address, f"password {password}")
    say("CTRL-C ends it.")
