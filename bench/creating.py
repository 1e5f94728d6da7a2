"""Tickets and answers through the real forms, each by somebody who fetched the form first.

Writing takes longer than a browser keeps a connection, so each form is sent over a new one. What is sent is
put together before the clock starts: the sender shares the two cores with what it measures.
"""

from __future__ import annotations

import socket
import time
import urllib.parse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bench.visits import Browser, form_with, together

FORM = "/support/"
HUMAN_PAUSE = 2.2  # seconds; whoever is quicker than two is taken for a robot
FLASH = "messages"
WORDS = "When I export the yearly orders, the file ends early. The report on screen is whole."


@dataclass
class Rate:
    """A second: ``sent`` counts the sending alone, ``whole`` also the fetching of the forms."""

    sent: float
    whole: float


@dataclass
class Sending:
    """The rate of new tickets, that of answers to them, and where the tickets are."""

    created: Rate
    answered: Rate


def sending(port: int, sessions: list[str], each: int) -> Sending:
    """``each`` tickets by every session, all at the same time, then an answer to each of them."""
    people = [_Customer(port, session) for session in sessions]
    places = [[FORM] * each for _ in people]
    created, tickets = _rate(people, places, "message", lambda n, number: [("title", f"Stops {n}/{number}")])
    answered, _ = _rate(people, tickets, "text", lambda n, number: [])
    people[0].check_letters(tickets[0][0], 2)
    return Sending(created, answered)


def visits_a_second(port: int, people: int, each: int, path: str, *, post: bool = False) -> float:
    """The floor: the same number of people on a bare page."""
    browsers = [Browser(port) for _ in range(people)]

    def visit(n: int) -> None:
        for _ in range(each):
            status, _, _ = browsers[n].post(path, [("x", "1")]) if post else browsers[n].get(path)
            assert status == 200, status

    return people * each / together(people, visit)


def _rate(
    people: Sequence[_Customer],
    places: Sequence[Sequence[str]],
    letter: str,
    written: Callable[[int, int], list[tuple[str, str]]],
) -> tuple[Rate, list[list[str]]]:
    """Every page's form with a field ``letter``, sent once; the second value is where the answers led to."""
    forms: list[list[bytes]] = [[] for _ in people]
    led_to: list[list[str]] = [[] for _ in people]

    def fetch(n: int) -> None:
        for number, place in enumerate(places[n]):
            forms[n].append(people[n].form_of(place, letter, written(n, number)))

    def send(n: int) -> None:
        led_to[n] = [people[n].send(form) for form in forms[n]]

    fetching = together(len(people), fetch)
    time.sleep(HUMAN_PAUSE)
    taken = together(len(people), send)
    count = sum(map(len, forms))
    return Rate(sent=count / taken, whole=count / (fetching + taken)), led_to


class _Customer:
    def __init__(self, port: int, session: str) -> None:
        self._address = ("127.0.0.1", port)
        self._browser = Browser(port, session)

    def form_of(self, place: str, letter: str, written: list[tuple[str, str]]) -> bytes:
        """The whole request that sends the page's form with what was written, and WORDS as its ``letter``."""
        status, page, _ = self._browser.get(place)
        if status != 200:
            raise RuntimeError(f"{place} answered {status}")
        # The page that follows a form shows its flash and takes it away; here nobody looks at that page.
        cookies = {name: value for name, value in self._browser.cookies.items() if name != FLASH}
        target, hidden = form_with(letter, page)
        body = urllib.parse.urlencode([*hidden, *written, (letter, WORDS)])
        host, port = self._address
        lines = [
            f"POST {target or place} HTTP/1.1",
            f"Host: {host}:{port}",
            f"Origin: http://{host}:{port}",
            f"Cookie: {'; '.join(f'{name}={value}' for name, value in cookies.items())}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        return "\r\n".join([*lines, "", body]).encode()

    def check_letters(self, place: str, wanted: int) -> None:
        """What is measured must have happened: so many letters are on the page."""
        _, page, _ = self._browser.get(place)
        if (found := page.decode().count(WORDS)) != wanted:
            raise RuntimeError(f"{place} shows {found} letters, {wanted} were sent")

    def send(self, form: bytes) -> str:
        """Where the answer leads to; anything but a redirect is a failure."""
        with socket.create_connection(self._address, timeout=30) as connection:
            connection.sendall(form)
            answer = b""
            while b"\r\n\r\n" not in answer and (piece := connection.recv(65536)):
                answer += piece
        head = answer.decode("latin-1")
        status = head[9:12]
        _, _, rest = head.lower().partition("\r\nlocation: ")
        if status not in ("302", "303") or not rest.startswith("/support/"):
            raise RuntimeError(f"the form answered {head[:2000]}")
        return rest.partition("\r\n")[0]
