"""Hands ASGI requests to Django's WSGI application in a pool of threads.

Three things that a general bridge does not do (figures in docs/decisions/0006): a body is received whole
before a thread is taken, so a slow sender occupies none; a large body waits on the disk, not in memory (see
``body.py``); a short answer crosses from the thread to the loop once, not four times.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final

from smartai.config.serving.body import Body, NoRoom
from smartai.foundation.files.receiving import NO_ROOM

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
StartResponse = Callable[..., Callable[[bytes], object]]
WSGIApplication = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]

LARGEST_BODY: Final = 210 * 1024 * 1024
"""Ten files of 20 MB and their form."""
IDLE_SECONDS: Final = 60
"""A sender that is silent for so long is answered 408."""
PIECE: Final = 256 * 1024
BOUNDARY: Final = re.compile(r';\s*boundary=("[^"]*"|[^\s;"]+)', re.IGNORECASE)

REFUSALS: Final = {
    400: b"The request ended before all of it was here.\n",
    408: b"The request took too long.\n",
    413: b"The request is too large.\n",
    507: b"There is no room for this right now. Please send it again later.\n",
}


class BodyRefused(Exception):
    """`status` is the answer."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class SenderGone(Exception):
    """The body ended before it was whole: somebody left, or sent what is no body."""


class Bridge:
    def __init__(self, application: WSGIApplication, threads: int) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            with await receive_body(scope, receive) as body:
                await self._answer(scope, body, send)
        except BodyRefused as refused:
            await refuse(send, refused.status)
        except SenderGone:
            with suppress(Exception):  # whoever left hears nothing; one whose body was broken does
                await refuse(send, 400)

    async def _answer(self, scope: Scope, body: Body, send: Send) -> None:
        loop = asyncio.get_running_loop()
        answer = Answer(self._application, environ_of(scope, body))
        await loop.run_in_executor(self._threads, answer.begin)
        try:
            await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
            while answer.more:
                await send({"type": "http.response.body", "body": answer.piece, "more_body": True})
                await loop.run_in_executor(self._threads, answer.next_piece)
            await send({"type": "http.response.body", "body": answer.piece})
        finally:
            if answer.more:  # the reader left in the middle
                await loop.run_in_executor(self._threads, answer.close)


class Answer:
    """What the application answers, in pieces of about PIECE bytes; `more` says whether others follow.

    `begin`, `next_piece` and `close` run in threads of the pool, never two at once.
    """

    def __init__(self, application: WSGIApplication, environ: dict[str, Any]) -> None:
        self._application = application
        self._environ = environ
        self._chunks: Iterable[bytes] = ()
        self.status = 500
        self.headers: list[tuple[bytes, bytes]] = []
        self.piece = b""
        self.more = False

    def begin(self) -> None:
        self._chunks = self._application(self._environ, self._start)
        self._iterator = iter(self._chunks)
        self.more = True
        self.next_piece()

    def next_piece(self) -> None:
        pieces: list[bytes] = []
        size = 0
        try:
            while size < PIECE:
                chunk = next(self._iterator, None)
                if chunk is None:
                    self.close()
                    break
                pieces.append(chunk)
                size += len(chunk)
        except BaseException:
            self.close()
            raise
        self.piece = b"".join(pieces)

    def close(self) -> None:
        """Lets the application end the request: files are closed, connections kept or given back."""
        self.more = False
        close = getattr(self._chunks, "close", None)
        if close:
            close()

    def _start(
        self, status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], object]:
        self.status = int(status[:3])
        self.headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        return _no_writing


def _no_writing(data: bytes) -> object:
    raise NotImplementedError("Django answers by returning chunks")


async def receive_body(scope: Scope, receive: Receive) -> Body:
    """The whole body, at its beginning. Raises BodyRefused for one that is too large or never ends."""
    headers = dict(scope["headers"])
    declared = headers.get(b"content-length", b"0")
    if not declared.isdigit() or int(declared[:20]) > LARGEST_BODY:
        raise BodyRefused(413)
    body = Body(boundary_of(headers.get(b"content-type", b"")))
    try:
        if int(declared) or b"transfer-encoding" in headers or scope["http_version"] == "2":
            await _fill(body, receive)
    except BaseException:
        body.close()
        raise
    return body


def boundary_of(content_type: bytes) -> bytes:
    """Of a form that may carry files."""
    found = BOUNDARY.search(content_type.decode("latin-1"))
    form = content_type.lower().startswith(b"multipart/form-data")
    return found[1].strip('"').encode("latin-1") if found and form else b""


async def _fill(body: Body, receive: Receive) -> None:
    size = 0
    more = True
    while more:
        try:
            async with asyncio.timeout(IDLE_SECONDS):  # wait_for would make a task of each piece
                message = await receive()
        except TimeoutError:
            raise BodyRefused(408) from None
        if message["type"] == "http.disconnect":
            raise SenderGone
        piece = message.get("body", b"")
        size += len(piece)
        if size > LARGEST_BODY:
            raise BodyRefused(413)
        try:
            body.write(piece)
        except NoRoom:
            raise BodyRefused(507) from None
        more = message.get("more_body", False)


async def refuse(send: Send, status: int) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": REFUSALS[status]})


def environ_of(scope: Scope, body: Body) -> dict[str, Any]:
    """WSGI's view of the request (PEP 3333).

    A header with an underscore is dropped: WSGI could not tell it from the one with a hyphen, which a proxy
    may have set and which is believed. Of a content type only the boundary is kept: our forms are UTF-8, and
    Python knows character sets that make lone surrogates, or no text at all, out of what they read.
    """
    server = scope.get("server") or ("127.0.0.1", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode("utf-8", "surrogateescape").decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "REMOTE_ADDR": (scope.get("client") or ("127.0.0.1", 0))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body.read(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        if b"_" not in name:
            _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    environ["CONTENT_LENGTH"] = str(body.size)
    environ[NO_ROOM] = body.lost_files
    return environ


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    if name == "content-type":
        boundary = BOUNDARY.search(value)
        environ["CONTENT_TYPE"] = value.partition(";")[0].strip() + (boundary[0] if boundary else "")
        return
    key = f"HTTP_{name.upper().replace('-', '_')}"
    joint = "; " if name == "cookie" else ","
    environ[key] = f"{environ[key]}{joint}{value}" if key in environ else value
