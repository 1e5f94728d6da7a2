"""Django's settings, derived from the environment. Product choices do not live here: see core/workspace."""

from __future__ import annotations

from smartai.config.environment import environment

ENVIRONMENT = environment()
DATA = ENVIRONMENT.data.resolve()

SECRET_KEY = ENVIRONMENT.secret_key or "replaced-by-the-kept-key"
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "smartai.foundation.accounts",
    "smartai.foundation.events",
    "smartai.foundation.mail",
    "smartai.foundation.files",
    "smartai.foundation.limits",
    "smartai.foundation.captcha",
    "smartai.core.workspace",
    "smartai.core.departments",
    "smartai.core.people",
    "smartai.core.tickets",
    "smartai.core.knowledge",
    "smartai.core.satisfaction",
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": DATA / "smartai.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
ROOT_URLCONF = "smartai.config.urls"
