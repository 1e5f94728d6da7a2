"""What runs under one supervisor. Importing this loads the whole product, which the forks then share."""

from __future__ import annotations

import importlib
import socket
from collections.abc import Sequence
from functools import partial
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils import formats, translation

from smartai.config.serving import web, worker
from smartai.config.serving.handover import WEB, WORKER, Role
from smartai.config.serving.lean import settle
from smartai.config.serving.warming import draw_pages
from smartai.web.ui.templating import load_templates

IMPORTED_LATE: Final = (
    "django.contrib.messages.storage.cookie",
    "django.db.models.sql.compiler",
    "smartai.web.ui.widgets",
)
"""Django imports these when it first needs them: each child would have its own."""


def load() -> None:
    """All that is known before the database is up to date."""
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            reverse("help:home")  # imports every page, and makes the list of their addresses
            formats.get_format("DATE_FORMAT")  # imports how the language writes dates
    for module in IMPORTED_LATE:
        importlib.import_module(module)
    load_templates()


def roles(listening: Sequence[socket.socket]) -> Sequence[Role]:
    """A web process for each socket, and the worker. After ``load``, with a database that is up to date."""
    draw_pages()
    settle()
    return [
        *(
            Role(f"web process {number}", WEB, partial(web.run, own), own)
            for number, own in enumerate(listening, 1)
        ),
        Role("worker", WORKER, worker.run),
    ]
