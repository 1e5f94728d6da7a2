"""Production's settings, with one bare page for the floor and a count of statements for who asks."""

from __future__ import annotations

from smartai.config.settings import *  # noqa: F403
from smartai.config.settings import MIDDLEWARE

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.counting.count_statements", *MIDDLEWARE]
