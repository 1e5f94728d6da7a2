"""A stand-in for a server of vectors on loopback: well behaved, slow, wrong or hostile, as the test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SUBJECTS = (
    ("cat", "kitten", "feline"),
    ("ship", "boat", "vessel"),
    ("bread", "loaf", "bakery"),
    ("rain", "weather", "storm"),
)


def vector(text: str) -> list[float]:
    """Points to the subjects that the text has words of, whichever words."""
    low = text.lower()
    counted = [float(sum(word in low for word in words)) for words in SUBJECTS]
    return [*counted, 0.1, 0.1, 0.1, 0.1]


def answer(texts: list[str]) -> Any:
    return {"data": [{"index": place, "embedding": vector(text)} for place, text in enumerate(texts)]}


def good(handler: BaseHTTPRequestHandler, texts: list[str]) -> None:
    send(handler, json.dumps(answer(texts)).encode())


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response(status)
    for name, value in ({"Content-Length": str(len(body))} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def dripping(handler: BaseHTTPRequestHandler, texts: list[str]) -> None:
    """A byte now and then: no single wait is long."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.ending.wait(0.02):  # type: ignore[attr-defined]  # put there for its handlers
        handler.wfile.write(b" ")
        handler.wfile.flush()


def silent(handler: BaseHTTPRequestHandler, texts: list[str]) -> None:
    handler.server.ending.wait(10)  # type: ignore[attr-defined]  # put there for its handlers


class VectorServer:
    """``asked`` are the requests so far: the headers and the texts of each."""

    def __init__(self, behaviour: Callable[[BaseHTTPRequestHandler, list[str]], None]) -> None:
        self.asked: list[tuple[dict[str, str], list[str]]] = []
        self.behaviour = behaviour
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                told.asked.append((dict(self.headers), sent["input"]))
                with suppress(OSError):  # the other side did not wait
                    told.behaviour(self, sent["input"])

            def log_message(self, format: str, *args: Any) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.ending = threading.Event()  # type: ignore[attr-defined]  # put there for its handlers
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}/v1"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.ending.set()  # type: ignore[attr-defined]  # put there for its handlers
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextmanager
def vector_server(
    behaviour: Callable[[BaseHTTPRequestHandler, list[str]], None] = good,
) -> Iterator[VectorServer]:
    server = VectorServer(behaviour)
    try:
        yield server
    finally:
        server.stop()
