"""Tickets through the real form, each by somebody who fetched the form first.

Writing takes longer than a browser keeps a connection, so each form is sent over a new one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from bench.visits import Browser, hidden_fields, together

FORM = "/support/"
HUMAN_PAUSE = 2.2  # seconds; whoever is quicker than two is taken for a robot


@dataclass
class Rate:
    """A second: ``sent`` counts the sending alone, ``whole`` also the fetching of the forms."""

    sent: float
    whole: float


def tickets_a_second(port: int, sessions: list[str], each: int) -> Rate:
    """``each`` tickets by every session, all at the same time. Every answer must lead to a new ticket."""
    browsers = [Browser(port, session) for session in sessions]
    forms: list[list[list[tuple[str, str]]]] = [[] for _ in sessions]

    def fetch(n: int) -> None:
        for _ in range(each):
            status, page, _ = browsers[n].get(FORM)
            assert status == 200, status
            forms[n].append(hidden_fields(page))

    def send(n: int) -> None:
        for number, hidden in enumerate(forms[n]):
            written = [
                ("title", f"Export stops {n}/{number}"),
                (
                    "message",
                    "When I export the yearly orders, the file ends early. The report on screen is whole.",
                ),
            ]
            browsers[n].connect_anew()
            status, page, headers = browsers[n].post(FORM, [*hidden, *written])
            if status not in (302, 303) or "/support/" not in headers["Location"]:
                raise RuntimeError(f"the form answered {status}: {page[:2000].decode()}")

    fetching = together(len(sessions), fetch)
    time.sleep(HUMAN_PAUSE)
    sending = together(len(sessions), send)
    count = len(sessions) * each
    return Rate(sent=count / sending, whole=count / (fetching + sending))


def visits_a_second(port: int, people: int, each: int, path: str, *, post: bool = False) -> float:
    """The floor: the same number of people on a bare page."""
    browsers = [Browser(port) for _ in range(people)]

    def visit(n: int) -> None:
        for _ in range(each):
            status, _, _ = browsers[n].post(path, [("x", "1")]) if post else browsers[n].get(path)
            assert status == 200, status

    return people * each / together(people, visit)
