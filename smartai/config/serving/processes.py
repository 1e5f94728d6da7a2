"""What runs under one supervisor. Importing this loads the whole product, which the forks then share."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from smartai.config.serving import web, worker
from smartai.config.serving.child import Child
from smartai.config.serving.lean import settle
from smartai.web.ui.templating import load_templates


def processes(listening: Sequence[socket.socket]) -> Sequence[Child]:
    """A web process for each socket, and the worker."""
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            reverse("help:home")  # imports every page, and makes the list of their addresses
    load_templates()
    settle()
    return [
        *(Child(f"web process {number}", partial(web.run, own)) for number, own in enumerate(listening, 1)),
        Child("worker", worker.run),
    ]
