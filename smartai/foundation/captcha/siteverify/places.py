"""Where the providers are. Whoever runs the server may name other places; owners may not."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings


def recaptcha() -> str:
    return str(settings.RECAPTCHA_URL or "https://www.google.com")


def turnstile() -> str:
    return str(settings.TURNSTILE_URL or "https://challenges.cloudflare.com")


def hcaptcha_is_elsewhere() -> bool:
    return bool(settings.HCAPTCHA_URL)


def hcaptcha_scripts() -> str:
    return str(settings.HCAPTCHA_URL or "https://js.hcaptcha.com")


def hcaptcha_answers() -> str:
    return str(settings.HCAPTCHA_URL or "https://api.hcaptcha.com")


def origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
