"""What the server serves: ``smartai.config.asgi:application``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from smartai.config.environment import environment, split
from smartai.config.serving.front import front
from smartai.config.serving.proxies import TrustedProxies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartai.config.settings")
application = front(
    pages=get_wsgi_application(),
    streams=None,
    proxies=TrustedProxies(split(environment().trusted_proxies)),
)
