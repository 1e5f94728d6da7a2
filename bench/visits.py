"""Visiting pages as a browser does: one connection, cookies, the form's own hidden fields."""

from __future__ import annotations

import http.client
import re
import statistics
import threading
import time
import urllib.parse
from collections.abc import Callable, Sequence
from dataclasses import dataclass

SESSION = "smartai_session"
HIDDEN = re.compile(r"<input[^>]*type=\"hidden\"[^>]*>")
LINKED = re.compile(r'(?:href|src)="(/(?:static|brand)[^"]*)"')
FLOOR = "/bench/bare/"
WARM_UP = 5
IDLE = 15.0
"""Seconds after which a server may have closed a connection, and another one is opened."""


@dataclass
class Figures:
    """``p50`` and ``p95`` in milliseconds; ``statements`` and ``size`` (bytes) of one answer.

    ``floor`` is the p50 of a bare page, visited in turns with this one: the machine's speed changes, their
    ratio does not. ``requests`` is what a first visit fetches, with the page itself and without its font.
    """

    p50: float
    p95: float
    floor: float
    statements: int
    size: int
    requests: int


class Browser:
    def __init__(self, port: int, session: str = "") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.cookies = {SESSION: session} if session else {}
        self._asked_at = 0.0

    def connect_anew(self) -> None:
        self.connection.close()  # the next request opens another

    def get(self, path: str, **headers: str) -> tuple[int, bytes, http.client.HTTPMessage]:
        return self._ask("GET", path, None, headers)

    def post(
        self, path: str, fields: list[tuple[str, str]], **headers: str
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        body = urllib.parse.urlencode(fields)
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})

    def _ask(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> tuple[int, bytes, http.client.HTTPMessage]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        own = {"Cookie": cookie, "Origin": f"http://127.0.0.1:{self.connection.port}"} if cookie else {}
        if time.monotonic() - self._asked_at > IDLE:
            self.connect_anew()
        self.connection.request(method, path, body, {**own, **headers})
        response = self.connection.getresponse()
        content = response.read()
        self._asked_at = time.monotonic()
        for header in response.headers.get_all("Set-Cookie") or []:
            name, _, value = header.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response.status, content, response.headers


def measure(port: int, session: str, path: str, visits: int) -> Figures:
    """One person who opens the page again and again.

    Once a second a process looks at the owner's choices and the small lists again, up to six statements: the
    page's own are the fewest of a few visits.
    """
    browser = Browser(port, session)
    statements = []
    for _ in range(WARM_UP):
        status, content, headers = browser.get(path, **{"X-Count": "1"})
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
        statements.append(int(headers.get("X-Statements", "0")))
    bare = Browser(port)
    took, floor = [], []
    for _ in range(visits):
        took.append(_milliseconds(browser, path))
        floor.append(_milliseconds(bare, FLOOR))
    p50, p95 = p50_p95(took)
    return Figures(
        p50=p50,
        p95=p95,
        floor=statistics.median(floor),
        statements=min(statements),
        size=len(content),
        requests=1 + len(set(LINKED.findall(content.decode()))),
    )


def p50_p95(figures: Sequence[float]) -> tuple[float, float]:
    return statistics.median(figures), sorted(figures)[int(len(figures) * 0.95) - 1]


def _milliseconds(browser: Browser, path: str) -> float:
    began = time.perf_counter()
    browser.get(path)
    return (time.perf_counter() - began) * 1000


def together(people: int, each: Callable[[int], None]) -> float:
    """Seconds until ``each(n)`` has run for ``people`` people at the same time. Raises the first failure."""
    failures: list[BaseException] = []

    def one(n: int) -> None:
        try:
            each(n)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(people)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return time.perf_counter() - began


def form_with(field: str, page: bytes) -> tuple[str, list[tuple[str, str]]]:
    """Where the page's form with that field is sent to ("" for the page itself), and its hidden inputs."""
    text = page.decode()
    place = text.find(f' name="{field}"')
    if place < 0:
        raise RuntimeError(f"no form of the page has a field {field}")
    form = text[text.rfind("<form", 0, place) :]
    action = re.search(r'^<form[^>]* action="([^"]*)"', form)
    fields = []
    for tag in HIDDEN.findall(form[: form.find("</form>")]):
        name = re.search(r'name="([^"]*)"', tag)
        value = re.search(r'value="([^"]*)"', tag)
        if name:
            fields.append((name[1], value[1] if value else ""))
    return action[1] if action else "", fields
