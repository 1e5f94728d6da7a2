"""Pages drawn before the fork, for nobody.

What Python, Django and Jinja make when they do something for the first time stays then in memory that all
processes share: otherwise each makes its own, and writes into pages of memory that it had in common with the
others. The first visitors wait for none of it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connections

from smartai.config.asgi import pages
from smartai.foundation.database import silence
from smartai.foundation.database.prepared import prepare_all

PAGES: Final = ("/support/", "/help/", "/support/sign-in/", "/desk/sign-in/")
"""What a stranger may see. Looking at it changes nothing."""
ROUNDS: Final = 12
"""Python adapts code to what it meets after some eight times."""
PATIENCE: Final = 2.0
"""Seconds that a statement may take: a start waits for no page."""


def draw_pages() -> int:
    """To be called in the process that forks: leaves no connection behind. How many were as they should be.

    Nothing is drawn where requests are counted.
    """
    silence.be_patient(PATIENCE)
    try:
        prepare_all()
        return 0 if settings.METRICS else sum(_drawn(path) for path in PAGES * ROUNDS)
    finally:
        connections.close_all()
        silence.be_patient(None)


def _drawn(path: str) -> bool:
    said: list[str] = []

    def start(status: str, headers: object, problem: object = None) -> Callable[[bytes], object]:
        said.append(status)
        return bytes  # to nobody: Django answers with pieces

    answer = pages(_asked(path), start)
    b"".join(answer)
    answer.close()
    return said == ["200 OK"]


def _asked(path: str) -> dict[str, Any]:
    """A request as the server makes them of what somebody sends to our address (PEP 3333)."""
    site = urlsplit(settings.BASE_URL)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or 80),
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
