"""``smartai worker``."""

from __future__ import annotations

import os
import sys

from smartai.config.serving import worker
from smartai.config.serving.lean import settle


def run() -> None:
    settle()
    worker.run()
    # A mail that is stuck in a thread would hold up the interpreter's own end.
    sys.stderr.flush()
    os._exit(0)
