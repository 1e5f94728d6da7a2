"""A server of vectors may be slow, wrong, hostile or down: vectors come, or in time the word that none do."""

from __future__ import annotations

import json
import math
import socket
import time

import pytest

from smartai.foundation.embedding.endpoint import Endpoint
from smartai.foundation.embedding.provider import NoVectors
from smartai.foundation.outside.breaker import Breaker
from tests.foundation.embedding.vector_server import dripping, good, send, silent, vector, vector_server

TEXTS = ["a kitten on a boat", "bread"]


def refused(endpoint: Endpoint, within: float = 5.0) -> str:
    with pytest.raises(NoVectors) as raised:
        endpoint.embed(TEXTS, within=within)
    return str(raised.value)


def sends(body, status=200, **headers):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda handler, texts: send(handler, raw, status, **headers)


def data(*rows):
    return {"data": [{"index": place, "embedding": row} for place, row in enumerate(rows)]}


def test_vectors_come_in_the_order_of_the_texts_and_the_key_goes_along():
    with vector_server(lambda handler, texts: send(handler, json.dumps(backwards(texts)).encode())) as server:
        made = Endpoint(server.address, "small", "secret").embed(TEXTS, within=5)
        assert made == [vector(text) for text in TEXTS]
        headers, texts = server.asked[0]
        assert (headers["Authorization"], texts) == ("Bearer secret", TEXTS)


def backwards(texts):
    return {"data": [{"index": place, "embedding": vector(texts[place])} for place in (1, 0)]}


@pytest.mark.parametrize(
    "behaviour",
    [
        sends(b"not json"),
        sends(b"[" * 200_000),
        sends([]),
        sends({}),
        sends({"data": None}),
        sends(data([1.0] * 8)),
        sends(data([1.0] * 8, [1.0] * 9)),
        sends(data([1.0] * 2, [1.0] * 2)),
        sends(data([1.0] * 5_000, [1.0] * 5_000)),
        sends(data([math.nan] * 8, [math.inf] * 8)),
        sends(data(["x"] * 8, [None] * 8)),
        sends({"data": [{"index": 7, "embedding": [1.0] * 8}] * 2}),
        sends(b" " * 2_000_000),
        sends({}, 500),
        sends({}, 401),
        sends(b"", 302, Location="http://127.0.0.1:1/"),
        sends(b"{", Content_Length="900"),
    ],
)
def test_whatever_else_a_server_says_there_are_no_vectors(behaviour):
    with vector_server(behaviour) as server:
        assert refused(Endpoint(server.address, "small"))
        assert len(server.asked) == 1


@pytest.mark.parametrize("behaviour", [silent, dripping])
def test_nobody_waits_longer_than_they_said(behaviour):
    with vector_server(behaviour) as server:
        began = time.monotonic()
        assert refused(Endpoint(server.address, "small"), within=0.2) == "no answer in time"
        assert time.monotonic() - began < 2


def test_a_server_that_failed_is_left_alone_for_a_while():
    with vector_server(sends({}, 500)) as server:
        endpoint = Endpoint(server.address, "small")
        refused(endpoint)
        assert refused(endpoint) == "the server failed lately"
        assert len(server.asked) == 1


def test_after_the_pause_it_is_tried_again_and_used_when_it_is_well():
    with vector_server(sends({}, 500)) as server:
        endpoint = Endpoint(server.address, "small", breaker=Breaker(pause=0))
        refused(endpoint)
        server.behaviour = good
        assert len(endpoint.embed(TEXTS, within=5)) == 2
        assert endpoint.breaker.lets_through()


def test_a_server_that_is_down_is_told_so_without_its_key():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        endpoint = Endpoint(f"http://127.0.0.1:{taken.getsockname()[1]}/v1", "small", "secret")
        assert "secret" not in refused(endpoint)
        assert "secret" not in repr(endpoint)
