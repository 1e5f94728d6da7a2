from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from smartai.config.serving import body as body_module
from smartai.config.serving import bridge
from smartai.config.serving.bridge import Bridge, Message
from smartai.config.serving.proxies import TrustedProxies
from smartai.foundation.files import receiving
from tests.loops import run

SCOPE: dict[str, Any] = {
    "type": "http",
    "http_version": "1.1",
    "method": "POST",
    "scheme": "http",
    "path": "/ü",
    "query_string": b"q=\xff",
    "headers": [
        (b"content-length", b"9"),
        (b"x_forwarded_for", b"6.6.6.6"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
    ],
    "client": ("10.0.0.9", 5),
    "server": ("127.0.0.1", 8000),
}
seen: dict[str, Any] = {}


def page(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    seen.update(environ, body=environ["wsgi.input"].read())
    start_response("201 Created", [("X-Here", "yes")])
    return [b"one ", b"two"]


def ask(pieces: list[bytes], *, falls_silent: bool = False, **changes: Any) -> list[Message]:
    """What is answered to who sends these pieces, and then no more though more was promised."""
    answers: list[Message] = []
    waiting = list(pieces)

    async def receive() -> Message:
        if not waiting:
            if falls_silent:
                await asyncio.Event().wait()
            return {"type": "http.disconnect"}
        piece = waiting.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(waiting) or falls_silent}

    async def send(message: Message) -> None:
        answers.append(message)

    async def story() -> None:
        await asyncio.wait_for(Bridge(page, 2)({**SCOPE, **changes}, receive, send), 10)

    seen.clear()
    run(story())
    return answers


def test_a_request_arrives_whole_and_is_answered():
    start, body = ask([b"abc", b"def", b"ghi"])
    assert (start["status"], start["headers"]) == (201, [(b"x-here", b"yes")])
    assert body["body"] == b"one two"
    assert (seen["body"], seen["CONTENT_LENGTH"], seen["HTTP_COOKIE"]) == (b"abcdefghi", "9", "a=1; b=2")


def test_a_header_with_an_underscore_cannot_pass_for_one_of_the_proxy():
    ask([b"123456789"])
    assert "HTTP_X_FORWARDED_FOR" not in seen


@pytest.mark.parametrize(
    "more", ["charset=hex", 'Charset = "utf-7"', "charset*=utf-8''undefined", "x*=hex''y"]
)
def test_forms_are_utf_8_whatever_their_sender_says(more: str):
    kind = f"multipart/form-data; {more}; boundary=XX"
    ask([b"123456789"], headers=[(b"content-length", b"9"), (b"content-type", kind.encode())])
    assert seen["CONTENT_TYPE"] == "multipart/form-data; boundary=XX"


def test_a_body_that_fits_neither_on_the_disk_nor_into_memory_is_507(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(body_module, "IN_MEMORY", 1)
    monkeypatch.setattr(body_module, "MOST_TYPED", 8)
    monkeypatch.setattr(receiving, "KEPT_FREE", 2**60)
    start, body = ask([b"123456789"])
    assert start["status"] == 507
    assert body["body"].endswith(b"Please send it again later.\n")
    assert seen == {}


def test_too_much_is_413_however_it_is_declared(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bridge, "LARGEST_BODY", 8)
    assert ask([b"123456789"])[0]["status"] == 413
    assert ask([b"12345", b"6789"], headers=[(b"transfer-encoding", b"chunked")])[0]["status"] == 413
    assert seen == {}


def test_a_sender_who_goes_silent_takes_no_thread(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bridge, "IDLE_SECONDS", 0)
    assert ask([b"1"], falls_silent=True)[0]["status"] == 408
    assert seen == {}


@pytest.mark.parametrize("listens", [True, False])
def test_a_body_that_is_broken_off_changes_nothing(listens: bool):
    """The server says "disconnect" for somebody who left, and for chunks that can't be read."""
    answers: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if not listens:
            raise RuntimeError("gone")
        answers.append(message)

    async def story() -> None:
        await Bridge(page, 1)(SCOPE, receive, send)

    seen.clear()
    run(story())
    assert [answer["status"] for answer in answers[:1]] == ([400] if listens else [])
    assert seen == {}


@pytest.mark.parametrize(
    ("peer", "forwarded", "visitor", "scheme"),
    [
        ("10.0.0.9", b"6.6.6.6, 7.7.7.7", "7.7.7.7", "https"),
        ("10.0.0.9", b"6.6.6.6, 7.7.7.7, 10.0.0.8", "7.7.7.7", "https"),
        ("10.0.0.9", b"nonsense", "10.0.0.9", "https"),
        ("8.8.8.8", b"6.6.6.6", "8.8.8.8", "http"),
    ],
)
def test_only_our_proxy_is_believed(peer: str, forwarded: bytes, visitor: str, scheme: str):
    headers = [
        (b"x-forwarded-for", forwarded),
        (b"x-forwarded-proto", b"https"),
        (b"x-forwarded-host", b"evil"),
    ]
    found = TrustedProxies(["10.0.0.0/8"]).seen_through({**SCOPE, "client": (peer, 1), "headers": headers})
    assert (found["client"][0], found["scheme"], found["headers"]) == (visitor, scheme, [])
