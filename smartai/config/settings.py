"""Django's settings, derived from the environment. Product choices do not live here: see core/workspace."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy

from smartai.config import security
from smartai.config.databases import database
from smartai.config.environment import environment, split
from smartai.config.secret_key import kept_secret_key

ENVIRONMENT = environment()
DATA = ENVIRONMENT.data.resolve()
PRODUCTION = ENVIRONMENT.production
BASE_URL = ENVIRONMENT.public_url
METRICS = ENVIRONMENT.metrics
REDIS_URL = ENVIRONMENT.redis_url
SMTP_URL = ENVIRONMENT.smtp_url
EMBEDDINGS_URL = ENVIRONMENT.embeddings_url
EMBEDDINGS_MODEL = ENVIRONMENT.embeddings_model
EMBEDDINGS_KEY = ENVIRONMENT.embeddings_key
EMBEDDINGS_FOLDER = ENVIRONMENT.embeddings_folder
RECAPTCHA_URL = ENVIRONMENT.recaptcha_url
TURNSTILE_URL = ENVIRONMENT.turnstile_url
HCAPTCHA_URL = ENVIRONMENT.hcaptcha_url
MAIL_FROM = ENVIRONMENT.mail_from or f"support@{urlsplit(BASE_URL).hostname}"

SECRET_KEY = ENVIRONMENT.secret_key or kept_secret_key(DATA)
DEBUG = False
ALLOWED_HOSTS = [
    *dict.fromkeys(
        [
            urlsplit(BASE_URL).hostname or "127.0.0.1",
            *split(ENVIRONMENT.allowed_hosts),
            "127.0.0.1",
            "localhost",
            "[::1]",
        ]
    )
]

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "smartai.foundation.jobs",
    "smartai.foundation.accounts",
    "smartai.foundation.events",
    "smartai.foundation.mail",
    "smartai.foundation.files",
    "smartai.foundation.limits",
    "smartai.foundation.captcha",
    "smartai.foundation.search",
    "smartai.core.workspace",
    "smartai.core.departments",
    "smartai.core.people",
    "smartai.core.identities",
    "smartai.core.tickets",
    "smartai.core.knowledge",
    "smartai.core.satisfaction",
    "smartai.core.saved_replies",
    "smartai.core.helpfulness",
    "smartai.core.privacy",
    "smartai.reactions.notifications",
    "smartai.reactions.live",
    "smartai.web.ui",
    "smartai.web.panel",
    "smartai.web.embed",
    "smartai.web.desk",
    "smartai.web.console",
    "smartai.web.help",
    "smartai.web.outbox",
]
MIDDLEWARE = [
    *(["smartai.config.metrics.MeasureRequests"] if METRICS else []),
    "smartai.config.front_door.let_go",
    "django.middleware.security.SecurityMiddleware",
    "smartai.config.front_door.add_headers",
    "smartai.config.front_door.say_policy",
    "smartai.config.front_door.refuse_foreign_hosts",
    "smartai.config.front_door.answer_health_checks",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "smartai.web.ui.previewing.PreviewMiddleware",
    "django.middleware.common.CommonMiddleware",
    "smartai.web.ui.carried.CarryMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "smartai.web.ui.visitors.VisitorMiddleware",
    "smartai.web.ui.named_only.NamedOnlyMiddleware",
]
ROOT_URLCONF = "smartai.config.urls"
WSGI_APPLICATION = "smartai.config.wsgi.application"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted(Path(__file__).resolve().parent.parent.glob("*/*/templates")),
        "OPTIONS": {
            "environment": "smartai.web.ui.templating.environment",
            "context_processors": ["smartai.web.ui.templating.form_secret"],
        },
    }
]
FORM_RENDERER = "smartai.web.ui.widgets.Renderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

DATABASES = {"default": database(ENVIRONMENT.database_url, DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", gettext_lazy("English")), ("de", gettext_lazy("German")), ("ar", gettext_lazy("Arabic"))]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
LANGUAGE_COOKIE_NAME = "smartai_language"

STATIC_URL = "/static/"
# Vite names what it builds after its content; such a file may be kept for ever.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_MAX_AGE = 300
WHITENOISE_IMMUTABLE_FILE_TEST = r"/built/.+-[\w-]{8,}\.\w+$"

# One request carries at most ten files of 20 MB and their form; the front refuses what is larger.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "smartai.foundation.files.receiving.LeavesFilesOut",
]

HTTPS = BASE_URL.startswith("https://")
CSRF_COOKIE_NAME = "smartai_csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "smartai.config.problems.expired_form"
LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SECURE = HTTPS  # messages of Django ride in a cookie that follows it
SECURE_PROXY_SSL_HEADER = None  # the front believes X-Forwarded-Proto from trusted proxies only
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION and HTTPS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = security.CONTENT_SECURITY_POLICY

LOGGING_CONFIG = "smartai.config.logs.configure"
LOGGING = {"level": ENVIRONMENT.log_level, "format": ENVIRONMENT.log_format}
