"""What runs under one supervisor. Importing this loads the whole product, which the forks then share."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from functools import partial

from django.urls import get_resolver

from smartai.config.serving import web, worker
from smartai.config.serving.child import Child
from smartai.config.serving.lean import settle
from smartai.web.ui.templating import load_templates


def processes(listening: Sequence[socket.socket]) -> Sequence[Child]:
    """A web process for each socket, and the worker."""
    _ = get_resolver().url_patterns  # imports every page
    load_templates()
    settle()
    return [
        *(Child(f"web process {number}", partial(web.run, own)) for number, own in enumerate(listening, 1)),
        Child("worker", worker.run),
    ]
