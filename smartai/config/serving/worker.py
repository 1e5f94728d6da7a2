"""The worker process: works off what is due until it is told to end. Needs ``django.setup()`` before."""

from __future__ import annotations

import gc
import os
import signal
import threading
from contextlib import suppress
from typing import Final

from smartai.config.drains import threads
from smartai.foundation.database import silence
from smartai.foundation.jobs.drain import run_forever

NICENESS: Final = 15
"""Pages come first when the machine is busy."""
COLLECT_AFTER: Final = 2_000
"""Objects more than before. Python's e-mail package makes a class for each header of each mail, and a class
is always a cycle: collected as rarely as in a web process, they held eight megabytes."""


def run() -> None:
    stop = threading.Event()
    for wanted in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(wanted, lambda *_: stop.set())
    silence.be_patient(silence.WORKER)
    with suppress(OSError):
        os.nice(NICENESS)
    gc.set_threshold(COLLECT_AFTER, 10, 10)
    run_forever(threads(), stop)
