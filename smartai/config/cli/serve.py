"""``smartai serve``: everything that must be true before the first request, then the supervisor."""

from __future__ import annotations

import os
import shutil
import sys
from typing import NoReturn

from django.conf import settings
from django.db import Error, connections
from rich.table import Table

from smartai.config.cli.output import console, fail
from smartai.config.demo import fill_demo
from smartai.config.demo.cast import COLLEAGUES, CUSTOMERS, PASSWORD
from smartai.config.environment import Environment, environment
from smartai.config.migrating import migrate
from smartai.config.serving.listening import PortNotOpened, open_port
from smartai.foundation.accounts.models import Person


def run() -> NoReturn:
    chosen = environment()
    try:
        listening = open_port(chosen.host, chosen.port)
    except PortNotOpened as problem:
        fail(str(problem))
    try:
        _bring_up_to_date(chosen)
        shows_demo = chosen.fills_demo and _has_demo()
    except Error as error:
        fail(f"The database does not answer: {str(error).strip().splitlines()[0]}")
    connections.close_all()
    _prepare_metrics(chosen)
    _say_where(chosen, shows_demo)
    _become_supervisor(listening.fileno(), chosen.processes)


def _bring_up_to_date(chosen: Environment) -> None:
    if applied := migrate():
        console.print(f"Database   {applied} migrations applied")
    if chosen.fills_demo and fill_demo():
        console.print("Demo       filled with an invented company")


def _has_demo() -> bool:
    return Person.objects.filter(email=COLLEAGUES[0].address).exists()


def _prepare_metrics(chosen: Environment) -> None:
    """Counters of the processes before belong to the past."""
    if chosen.metrics:
        folder = settings.DATA / "metrics"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _say_where(chosen: Environment, shows_demo: bool) -> None:
    host = "127.0.0.1" if chosen.host in ("0.0.0.0", "::", "") else chosen.host
    here = f"http://{f'[{host}]' if ':' in host else host}:{chosen.port}"
    table = Table.grid(padding=(0, 2))
    table.add_row("[bold]Customers[/]", f"{here}/support/")
    table.add_row("[bold]Team[/]", f"{here}/desk/")
    if not chosen.production and not chosen.smtp_url:
        table.add_row("[bold]Mails[/]", f"{here}/outbox/", "kept here until a mail server is set")
    if shows_demo:
        for who, one in (("Owner", COLLEAGUES[0]), ("Agent", COLLEAGUES[1]), ("Customer", CUSTOMERS[0])):
            table.add_row(f"[bold]{who}[/]", one.address, f"password {PASSWORD}")
    console.print(table)
    console.print("CTRL-C ends it.")


def _become_supervisor(listening: int, web_processes: int) -> NoReturn:
    """Replaces this process, so that Django and Rich do not stay in memory for ever."""
    sys.stdout.flush()
    module = "smartai.config.serving.supervisor"
    os.execv(sys.executable, [sys.executable, "-m", module, str(listening), str(web_processes)])
