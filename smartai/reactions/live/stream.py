"""The event streams ``/support/live/`` and ``/desk/live/``: server-sent events over plain ASGI.

Each event says only that something happened to a ticket (see ``facts.py``); pages fetch what they show with
the reader's own rights. Nothing is kept for a listener: facts are rows, so a restart loses nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.db import Error

from smartai.reactions.live.asking import asking, value_of
from smartai.reactions.live.hub import Hub, TooManyStreams
from smartai.reactions.live.listener import Listener
from smartai.reactions.live.reading import just_happened, missed_since
from smartai.reactions.live.rights import NoSuchFrame, NotSignedIn, NotTheTeam, rights_of

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEARTBEAT_SECONDS = 20.0
"""Proxies end connections that are silent for a minute."""
FRESH_SECONDS = 3.0
"""What happened so shortly before the stream may be missing on the page that opened it."""
DESK = "/desk/live/"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]

hub = Hub()


async def live_app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers one request for a stream; ends when the reader leaves, the session ends or the server stops."""
    if scope["method"] != "GET" or hub.stopped:
        await _refuse(send, 503 if hub.stopped else 405)
        return
    try:
        rights = await hub.ask(lambda: rights_of(asking(scope["headers"]), desk=scope["path"] == DESK))
        listener = await hub.join(rights)
    except NotSignedIn:
        await _refuse(send, 401)
    except NoSuchFrame:
        await _refuse(send, 403)
    except NotTheTeam:
        await _refuse(send, 404)
    except (TooManyStreams, Error):  # or the database is away: pages ask again
        await _refuse(send, 503)
    else:
        try:
            await _stream(listener, _last_heard(scope), receive, send)
        finally:
            hub.leave(listener)


def close_streams() -> None:
    """For the server's end, on the event loop: all streams of this process close at once."""
    hub.stop()


async def _stream(listener: Listener, last_heard: int | None, receive: Receive, send: Send) -> None:
    leaving = asyncio.create_task(_until_gone(listener, receive))
    try:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await _replay(listener, last_heard)
        await _write(send, b": welcome\n\n")
        while not listener.closed:
            lines = await listener.lines(HEARTBEAT_SECONDS)
            await _write(send, lines or b": still here\n\n")
        if not leaving.done():
            await send({"type": "http.response.body", "body": b"", "more_body": False})
    finally:
        leaving.cancel()


async def _replay(listener: Listener, last_heard: int | None) -> None:
    try:
        await _tell_what_was_missed(listener, last_heard)
    except Error:
        listener.look_again()


async def _tell_what_was_missed(listener: Listener, last_heard: int | None) -> None:
    if last_heard is None:
        for fact in await hub.ask(lambda: just_happened(FRESH_SECONDS)):
            if fact.actor_id != listener.rights.person_id:  # their own page shows what they did
                listener.hear(fact)
        return
    missed = await hub.ask(lambda: missed_since(last_heard))
    if missed is None:
        listener.look_again()
    for fact in missed or ():
        listener.hear(fact)


async def _until_gone(listener: Listener, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.close()


async def _write(send: Send, lines: bytes) -> None:
    await send({"type": "http.response.body", "body": lines, "more_body": True})


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    if status == 503:
        headers.append((b"retry-after", b"60"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _last_heard(scope: Scope) -> int | None:
    number = value_of(scope["headers"], b"last-event-id")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None
