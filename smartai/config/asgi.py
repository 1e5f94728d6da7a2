"""What the server serves: ``smartai.config.asgi:application``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from smartai.config.environment import environment, split
from smartai.config.serving.front import front
from smartai.config.serving.proxies import TrustedProxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartai.config.settings")
pages = get_wsgi_application()
from smartai.reactions.live.stream import live_app  # noqa: E402  models are there once Django is set up

application = front(
    pages=pages,
    streams=live_app,
    proxies=TrustedProxies(split(environment().trusted_proxies)),
)
