"""What a command needs of the database, said in one line when it is not so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.conf import settings
from django.db import Error

from smartai.config.migrating import pending_migrations
from smartai.config.output import fail
from smartai.foundation.files.errors import DiskFull

_NO_ROOM: Final = "No room is left for {}: make some, then start again"


@contextmanager
def told_when_away() -> Iterator[None]:
    """Ends the command with one line and status 1 when the database fails inside."""
    try:
        yield
    except DiskFull:
        fail(_NO_ROOM.format(settings.DATA))
    except Error as error:
        if "disk is full" in str(error):
            fail(_NO_ROOM.format(settings.DATA))
        fail(f"The database does not answer: {(str(error).strip() or type(error).__name__).splitlines()[0]}")


@contextmanager
def current_database() -> Iterator[None]:
    """The same, and the database must have this version's form."""
    with told_when_away():
        if pending_migrations():
            fail("The database is not up to date: run smartai migrate")
        yield
