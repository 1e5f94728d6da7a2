"""Which database, and how its connections behave."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from smartai.foundation.database import silence

# WAL: readers never wait for the writer. FULL: every commit is on the disk before it is acknowledged, so
# that a power cut loses nothing that was answered; see docs/decisions/0006 for what it costs. Few pages
# for each connection: the system keeps them once for all, and there are a dozen connections.
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-128;"
)
_STATEMENTS = 32
"""Kept prepared by each connection: what the last few pages needed. Four times as many, Python's own choice,
take half a megabyte and more, and make pages of all kinds in turns less than one percent quicker."""
PREPARED_AFTER = 5
_POSTGRESQL_OPTIONS = {"application_name": "smartai", "options": "-c lock_timeout=10s -c jit=off"}


def database(url: str, data: Path) -> dict[str, Any]:
    """Django's settings of the database at ``url``, or of the SQLite file in ``data`` when it is empty."""
    return _postgresql(url) if url else _sqlite(data / "smartai.sqlite3")


def _sqlite(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 5,
            "transaction_mode": "IMMEDIATE",
            "init_command": _SQLITE_PRAGMAS,
            "cached_statements": _STATEMENTS,
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    """Each thread keeps one connection: web processes × threads (serving.front.THREADS) + worker.

    Whoever waits for a lock for ten seconds is told so, as on SQLite. No statement is compiled: who may see
    what is asked by conditions that look costly to the planner and seldom are, and compiling them takes up
    to a second. ``?options=`` leaves both away, for a pooler that refuses it. A statement that comes a fifth
    time on a connection is prepared there, so that the server plans it no more; ``?prepare_threshold=0``
    leaves that away, for a pooler that hands a connection on after each transaction and does not know of
    prepared statements.
    """
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = options.pop("host", None) or parts.hostname or ""
    threshold = int(options.pop("prepare_threshold", PREPARED_AFTER)) or None
    prepared = {"prepare_threshold": threshold, "server_side_binding": True} if threshold else {}
    return {
        "ENGINE": "smartai.foundation.database.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": int(silence.CONNECTING), **_POSTGRESQL_OPTIONS, **prepared, **options},
    }
