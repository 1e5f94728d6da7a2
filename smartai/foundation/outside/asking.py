"""One HTTP request to somebody else's server that ends in time, whatever the other side does."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Final, TypeVar
from urllib.parse import urlsplit

AT_ONCE: Final = 65_536
TOO_LATE: Final = "no answer in time"


class NoAnswer(Exception):
    """None came that can be used; the message says why, without anything that was sent."""


T = TypeVar("T")


def post(address: str, body: bytes, headers: dict[str, str], *, within: float, most: int) -> bytes:
    """The body of the answer, at most ``most`` bytes. Redirects are not followed. Raises ``NoAnswer``."""
    return _asked("POST", address, body, headers, within, most)


def get(address: str, headers: dict[str, str], *, within: float, most: int) -> bytes:
    """The same without a body."""
    return _asked("GET", address, None, headers, within, most)


def _asked(
    method: str, address: str, body: bytes | None, headers: dict[str, str], within: float, most: int
) -> bytes:
    parts = urlsplit(address)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=within)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def ask() -> bytes:
        connection.request(method, path, body, headers)
        return _read(connection.getresponse(), most)

    return in_time(connection, ask, within)


def in_time(connection: HTTPConnection, ask: Callable[[], T], within: float) -> T:
    """What ``ask`` returns, having asked over this connection, which ends with it. Raises ``NoAnswer``.

    A timeout of a socket bounds a single wait, and nothing bounds looking up a name; a server that sends a
    byte now and then could hold a page up. So a thread asks, and its connection is cut when time is over.
    """
    told: queue.SimpleQueue[T | NoAnswer] = queue.SimpleQueue()

    def run() -> None:
        try:
            told.put(ask())
        except NoAnswer as problem:
            told.put(problem)
        except TimeoutError:
            told.put(NoAnswer(TOO_LATE))
        except Exception as error:  # whatever it is, whoever waits hears it now and not when time is over
            told.put(NoAnswer(str(error) or type(error).__name__))
        finally:
            connection.close()

    threading.Thread(target=run, daemon=True).start()
    try:
        answer = told.get(timeout=within)
    except queue.Empty:
        _cut(connection)
        raise NoAnswer(TOO_LATE) from None
    if isinstance(answer, NoAnswer):
        raise answer
    return answer


def _read(answer: HTTPResponse, most: int) -> bytes:
    if answer.status != 200:
        raise NoAnswer(f"the server answers {answer.status}")
    read = bytearray()
    while part := answer.read1(AT_ONCE):
        read += part
        if len(read) > most:
            raise NoAnswer("the answer is too long")
    return bytes(read)


def _cut(connection: HTTPConnection) -> None:
    with suppress(OSError):
        if connection.sock:
            connection.sock.shutdown(socket.SHUT_RDWR)
