"""Faults that pass: what lies outside the product and what somebody can only wait for."""

from __future__ import annotations

import errno
import sqlite3

import psycopg
from django.db import DatabaseError, InterfaceError

DISK_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_disk_full(error: BaseException | None) -> bool:
    """The files' disk, or the database's."""
    if isinstance(error, OSError):
        return error.errno in DISK_FULL
    cause = error.__cause__ if isinstance(error, DatabaseError) else None
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
    return isinstance(cause, psycopg.errors.DiskFull)


def is_database_away(error: BaseException | None) -> bool:
    """Locked for longer than we wait, down, starting, out of connections; never a mistake of ours."""
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        return getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF != sqlite3.SQLITE_ERROR
    return isinstance(cause, psycopg.OperationalError | psycopg.InterfaceError)
