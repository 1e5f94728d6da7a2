"""``smartai serve``: everything that must be true before the first request, then the supervisor."""

from __future__ import annotations

import importlib
import os
import shutil

from django.conf import settings
from django.db import connections

from smartai.config.cli.database import told_when_away
from smartai.config.cli.output import fail, say, say_fact
from smartai.config.demo import fill_demo
from smartai.config.demo.cast import COLLEAGUES, CUSTOMERS, PASSWORD
from smartai.config.environment import Environment, environment
from smartai.config.migrating import migrate
from smartai.config.serving.lifeline import killed_with
from smartai.config.serving.listening import PortNotOpened, open_port
from smartai.config.serving.supervisor import Supervisor
from smartai.core.people.querysets import has_owner
from smartai.foundation.accounts.models import Person


def run(with_parent: bool) -> None:
    if with_parent:
        killed_with(os.getppid())
    chosen = environment()
    try:
        listening = open_port(chosen.host, chosen.port, chosen.processes)
    except PortNotOpened as problem:
        fail(str(problem))
    with told_when_away():
        _bring_up_to_date(chosen)
        shows_demo = chosen.fills_demo and _has_demo()
        is_owned = has_owner()
    connections.close_all()
    _prepare_metrics(chosen)
    # Only now: what counts requests looks for the folder above when it is imported.
    product = importlib.import_module("smartai.config.serving.processes")
    children = product.processes(listening)
    _say_where(chosen, shows_demo, is_owned)
    Supervisor(children).run()


def _bring_up_to_date(chosen: Environment) -> None:
    if applied := migrate():
        say_fact("Database", f"{applied} migrations applied")
    if chosen.fills_demo and fill_demo():
        say_fact("Demo", "filled with an invented company")


def _has_demo() -> bool:
    return Person.objects.filter(email=COLLEAGUES[0].address).exists()


def _prepare_metrics(chosen: Environment) -> None:
    """Counters of the processes before belong to the past."""
    if chosen.metrics:
        folder = settings.DATA / "metrics"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _say_where(chosen: Environment, shows_demo: bool, is_owned: bool) -> None:
    host = "127.0.0.1" if chosen.host in ("0.0.0.0", "::", "") else chosen.host
    here = f"http://{f'[{host}]' if ':' in host else host}:{chosen.port}"
    say_fact("Customers", f"{here}/support/")
    say_fact("Team", f"{here}/desk/")
    if not chosen.production and not chosen.smtp_url:
        say_fact("Mails", f"{here}/outbox/", "kept here until a mail server is set")
    if not is_owned:
        say_fact("Begin", f"{here}/desk/first-owner/", "become its owner, before others reach it")
    if shows_demo:
        for who, one in (("Owner", COLLEAGUES[0]), ("Agent", COLLEAGUES[1]), ("Customer", CUSTOMERS[0])):
            say_fact(who, one.address, f"password {PASSWORD}")
    say("CTRL-C ends it.")
