"""What runs under one supervisor. Importing this loads the whole product, which the forks then share."""

from __future__ import annotations

import socket
from collections.abc import Sequence

from django.urls import get_resolver

from smartai.config.serving import web, worker
from smartai.config.serving.child import Child
from smartai.config.serving.lean import settle


def processes(listening: socket.socket, web_processes: int) -> Sequence[Child]:
    _ = get_resolver().url_patterns  # imports every page
    settle()
    return [
        *(Child(f"web process {number + 1}", lambda: web.run(listening)) for number in range(web_processes)),
        Child("worker", worker.run),
    ]
