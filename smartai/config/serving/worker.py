"""The worker process: works off what is due until it is told to end. Needs ``django.setup()`` before."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import suppress
from typing import Final

from smartai.config.drains import threads
from smartai.config.serving.child import endings
from smartai.foundation.database import silence
from smartai.foundation.jobs.drain import run_forever

NICENESS: Final = 15
"""Pages come first when the machine is busy."""


def run() -> None:
    stop = threading.Event()
    for wanted in endings():
        signal.signal(wanted, lambda *_: stop.set())
    silence.be_patient(silence.WORKER)
    with suppress(OSError):
        os.nice(NICENESS)
    run_forever(threads(), stop)
