"""The one port: event streams are answered on the loop, everything else by Django in threads."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from smartai.config.serving.bridge import Bridge, Receive, Scope, Send, WSGIApplication
from smartai.config.serving.proxies import TrustedProxies

Application = Callable[[Scope, Receive, Send], Awaitable[None]]

THREADS: Final = 8
"""Pages answered at once by one process. Each thread keeps a database connection."""
EVENT_STREAMS: Final = frozenset({"/support/live/", "/desk/live/"})


def front(pages: WSGIApplication, streams: Application | None, proxies: TrustedProxies) -> Application:
    bridge = Bridge(pages, THREADS)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        elif scope["type"] == "http":
            seen = proxies.seen_through(scope)
            if streams and scope["path"] in EVENT_STREAMS:
                await streams(seen, receive, send)
            else:
                await bridge(seen, receive, send)

    return application
