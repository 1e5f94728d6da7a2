"""Which of the optional services answer on this machine.

``python -m tests.services`` prints the address of PostgreSQL, ``… redis`` that of Redis; else status 1.
"""

from __future__ import annotations

import sys
from functools import cache

import psycopg
import redis

_POSTGRES = [f"postgresql://{user}@127.0.0.1:5432/test" for user in ("root", "postgres")]
_REDIS = "redis://127.0.0.1:6379/0"


@cache
def postgres_url() -> str | None:
    """A PostgreSQL on loopback where this user may create databases."""
    for url in _POSTGRES:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            continue
        return url
    return None


@cache
def redis_url() -> str | None:
    client = redis.Redis.from_url(_REDIS, socket_connect_timeout=2)
    try:
        client.ping()
    except redis.RedisError:
        return None
    finally:
        client.close()
    return _REDIS


if __name__ == "__main__":
    found = redis_url() if sys.argv[1:] == ["redis"] else postgres_url()
    if found is None:
        sys.exit(1)
    sys.stdout.write(f"{found}\n")
