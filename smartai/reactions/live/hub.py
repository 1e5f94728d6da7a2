"""All streams of one process, and the one follower that reads for them while there are any."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import structlog
from django.db import close_old_connections

from smartai.reactions.live.listener import Listener, Rights
from smartai.reactions.live.reading import BATCH, Reader
from smartai.reactions.live.rights import still_valid

POLL_SECONDS = 0.5
PAUSE_SECONDS = 5.0
"""After the database did not answer."""
CHECK_SECONDS = 30.0
"""How often sessions and departments are looked at again."""
MOST_STREAMS = 5_000
MOST_OF_A_PERSON = 8

T = TypeVar("T")
log = structlog.get_logger()


class TooManyStreams(Exception):
    """Of this person, or of this process."""


class Hub:
    """Used on the event loop only; what asks the database runs in two threads of its own."""

    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._people: Counter[int] = Counter()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="live")
        self._following: asyncio.Task[None] | None = None
        self._begun: asyncio.Future[None] | None = None
        self.stopped = False

    async def ask(self, question: Callable[[], T]) -> T:
        """The answer of a function that asks the database."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, _asked, question)

    async def join(self, rights: Rights) -> Listener:
        """From the return on nothing is missed. Raises ``TooManyStreams``."""
        if (
            self.stopped
            or len(self._listeners) >= MOST_STREAMS
            or self._people[rights.person_id] >= MOST_OF_A_PERSON
        ):
            raise TooManyStreams
        listener = Listener(rights)
        self._listeners.add(listener)
        self._people[rights.person_id] += 1
        try:
            await self._follow()
        except BaseException:
            self.leave(listener)
            raise
        return listener

    def leave(self, listener: Listener) -> None:
        if listener in self._listeners:
            self._listeners.remove(listener)
            self._people -= Counter([listener.rights.person_id])
        if not self._listeners and self._following:
            self._following.cancel()
            self._following = None

    def stop(self) -> None:
        """The server ends: every stream is closed, no other is begun."""
        self.stopped = True
        for listener in self._listeners:
            listener.close()
        if self._following:
            self._following.cancel()
        self._threads.shutdown(wait=False)

    async def _follow(self) -> None:
        if self._following is None or self._following.done():
            self._begun = asyncio.get_running_loop().create_future()
            self._following = asyncio.create_task(self._run(self._begun))
        if self._begun is not None:
            await asyncio.shield(self._begun)

    async def _run(self, begun: asyncio.Future[None]) -> None:
        reader: Reader | None = None
        checked_at = time.monotonic()
        while True:
            try:
                if reader is None:
                    reader = await self.ask(Reader)
                    if begun.done():  # the database was away: nobody knows what was missed
                        self._all_look_again()
                    else:
                        begun.set_result(None)
                await self._pass_on(reader)
                if time.monotonic() - checked_at >= CHECK_SECONDS:
                    checked_at = time.monotonic()
                    await self._check()
                await asyncio.sleep(POLL_SECONDS)
            except Exception:
                log.exception("live.reading_failed")
                if not begun.done():
                    begun.set_result(None)
                reader = None
                await asyncio.sleep(PAUSE_SECONDS)

    async def _pass_on(self, reader: Reader) -> None:
        facts = await self.ask(reader.read)
        if reader.rights_changed:
            await self._check()
        for fact in facts:
            for listener in self._listeners:
                listener.hear(fact)
        if len(facts) == BATCH:
            await self._pass_on(reader)

    async def _check(self) -> None:
        known = {listener.rights for listener in self._listeners}
        valid = await self.ask(lambda: still_valid(known))
        for listener in self._listeners:
            if listener.rights in valid:
                listener.rights = valid[listener.rights]
            elif listener.rights in known:
                listener.close()

    def _all_look_again(self) -> None:
        for listener in self._listeners:
            listener.look_again()


def _asked(question: Callable[[], T]) -> T:
    """Connections that broke or are too old are replaced, as at the begin of each request."""
    close_old_connections()
    return question()
