"""All that must be true before the first request; then the processes that answer."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Sequence
from typing import Any, NoReturn

from django.conf import settings

from smartai.config.environment import Environment, environment
from smartai.config.output import fail, say, say_fact
from smartai.config.serving.apart import Apart
from smartai.config.serving.handover import hand_over
from smartai.config.serving.listening import PortNotOpened, open_port


def open_up() -> NoReturn:
    importlib.import_module("django").setup()
    chosen = environment()
    try:
        listening = open_port(chosen.host, chosen.port, chosen.processes)
    except PortNotOpened as problem:
        fail(str(problem))
    content = Apart(lambda: _module("content").bring_up_to_date(chosen))
    _prepare_metrics(chosen)
    # Only now: what counts requests looks for the folder above when it is imported.
    processes = _module("processes")
    processes.load()
    is_owned, demo = content.outcome()
    roles = processes.roles(listening)
    _say_where(chosen, is_owned, demo)
    hand_over(roles)


def _module(name: str) -> Any:
    """Not before ``django.setup()``."""
    return importlib.import_module(f"smartai.config.serving.{name}")


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
