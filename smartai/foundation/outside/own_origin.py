from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings


def own_origin() -> str:
    """Scheme, host and port under which people reach us."""
    parts = urlsplit(settings.BASE_URL)
    return f"{parts.scheme}://{parts.netloc}"
