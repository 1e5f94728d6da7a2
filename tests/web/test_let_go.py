"""What a request needed is free when it is answered, without a search for garbage."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from smartai.config.asgi import pages
from tests.cast import client_of

pytestmark = pytest.mark.django_db(transaction=True)  # a request closes connections at its ends


def requests_kept() -> set[int]:
    return {id(kept) for kept in gc.get_objects() if type(kept) is WSGIRequest}  # lazy ones stay lazy


@pytest.fixture
def nobody_collects() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("alice", "/support/"),
        ("alice", "/support/requests/"),
        ("alice", "/support/requests/{number}/"),
        ("anton", "/desk/"),
        ("anton", "/desk/tickets/{number}/"),
        ("alice", "/help/"),
    ],
)
def test_no_request_outlives_its_answer(request, who, path, a_ticket, an_answer, nobody_collects):
    """Through the server's own door: a test client keeps what it sent and got."""
    cookies = client_of(request.getfixturevalue(who)).cookies.output(header="", sep=";")
    asked = RequestFactory().get(path.format(number=a_ticket.pk), HTTP_COOKIE=cookies).environ
    said: list[str] = []
    before = requests_kept()

    def start(status: str, headers: object, problem: object = None) -> type[bytes]:
        said.append(status)
        return bytes

    answer = pages(asked, start)
    assert b"</html>" in b"".join(answer)
    answer.close()
    del answer
    assert said == ["200 OK"]
    assert requests_kept() <= before
