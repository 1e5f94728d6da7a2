"""A page of somebody else's site: where requests go, and that each of them ends."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from smartai.foundation.outside.fetching import Fetched, Hindrance, NotFetched, fetch
from smartai.foundation.outside.whereabouts import Reach, is_within, reach_of


class Site:
    """Answers by path; ``asked`` are the lines and headers that came."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ending = threading.Event()
        site = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                if self.path.startswith("/to/"):
                    self.send_response(302)
                    self.send_header("Location", self.path.removeprefix("/to/").replace("!", "/"))
                    self.end_headers()
                    return
                self.send_response(404 if self.path == "/gone" else 200)
                self.send_header("Content-Security-Policy", "script-src 'self'")
                self.end_headers()
                self.wfile.write(b"x" * 2_000 if self.path == "/long" else b"<p>Hello</p>")
                while self.path == "/dripping" and not site.ending.wait(0.02):
                    self.wfile.write(b" ")
                    self.wfile.flush()

            def log_message(self, format: str, *args: object) -> None: ...

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.ending.set()
    made.server.shutdown()
    made.server.server_close()


def read(
    site: Site, path: str, *, reach: Reach = Reach.MACHINE, within: float = 3.0, most: int = 1_000
) -> Fetched:
    def listed(address: str) -> Reach | None:
        return reach if address.startswith(f"{site.origin}/") else None

    return fetch(site.origin + path, {"User-Agent": "a test"}, within=within, most=most, reach=listed)


def hindered(site: Site, path: str, **more: object) -> Hindrance:
    with pytest.raises(NotFetched) as caught:
        read(site, path, **more)  # type: ignore[arg-type]  # whatever a test says of it
    return caught.value.why


def test_a_page_comes_with_its_headers_and_nothing_of_ours_goes_there(site):
    found = read(site, "/cart?size=M L")
    assert (found.status, found.body, found.whole) == (200, b"<p>Hello</p>", True)
    assert found.values("content-security-policy") == ["script-src 'self'"]
    [(path, headers)] = site.asked
    assert path == "/cart?size=M%20L"
    assert set(headers) == {"Host", "User-Agent", "Accept-Encoding"}


def test_a_page_that_is_gone_says_so(site):
    assert read(site, "/gone").status == 404


def test_only_the_first_part_of_a_long_page_is_read(site):
    found = read(site, "/long")
    assert (len(found.body), found.whole) == (1_000, False)


def test_a_redirect_within_what_is_allowed_is_followed(site):
    assert read(site, "/to/!cart").address == f"{site.origin}/cart"


@pytest.mark.parametrize(
    "where",
    ["http:!!127.0.0.1:1!", "http:!!localhost!", "file:!!!etc!passwd", "!!evil.example!", "http:!![oops"],
)
def test_a_redirect_to_anywhere_else_is_not(site, where):
    assert hindered(site, f"/to/{where}") is Hindrance.LEADS_AWAY
    assert len(site.asked) == 1


def test_a_redirect_without_end_is_left(site):
    assert hindered(site, "/to/" * 9 + "!x") is Hindrance.LEADS_ON
    assert len(site.asked) <= 6


def test_a_page_that_never_ends_is_left_in_time(site):
    began = time.monotonic()
    assert hindered(site, "/dripping", within=0.3, most=1_000_000) is Hindrance.TOO_SLOW
    assert time.monotonic() - began < 2


def test_this_machine_is_asked_only_where_that_is_allowed(site):
    assert hindered(site, "/", reach=Reach.PRIVATE) is Hindrance.OUT_OF_REACH
    assert hindered(site, "/", reach=Reach.WORLD) is Hindrance.OUT_OF_REACH
    assert site.asked == []


def test_what_does_not_answer_says_why(site):
    def anywhere(address: str) -> Reach:
        return Reach.MACHINE

    with pytest.raises(NotFetched) as caught:
        fetch("http://127.0.0.1:9/", {}, within=3.0, most=10, reach=anywhere)
    assert (caught.value.why, caught.value.shown) == (Hindrance.NO_CONNECTION, "Connection refused")
    with pytest.raises(NotFetched) as caught:
        fetch(site.origin.replace("http", "https"), {}, within=3.0, most=10, reach=anywhere)
    assert caught.value.why is Hindrance.UNTRUSTED


@pytest.mark.parametrize(
    ("address", "reach"),
    [
        ("93.184.216.34", Reach.WORLD),
        ("2606:2800:220:1:248:1893:25c8:1946", Reach.WORLD),
        ("10.1.2.3", Reach.PRIVATE),
        ("172.16.0.1", Reach.PRIVATE),
        ("192.168.1.1", Reach.PRIVATE),
        ("100.64.0.1", Reach.PRIVATE),
        ("fd00::1", Reach.PRIVATE),
        ("127.0.0.1", Reach.MACHINE),
        ("127.8.8.8", Reach.MACHINE),
        ("::1", Reach.MACHINE),
        ("::ffff:127.0.0.1", Reach.MACHINE),
        ("::ffff:10.0.0.1", Reach.PRIVATE),
        ("64:ff9b::7f00:1", Reach.MACHINE),
        ("64:ff9b::a9fe:a9fe", None),
        ("2002:7f00:1::", Reach.MACHINE),
        ("169.254.169.254", None),
        ("::ffff:169.254.169.254", None),
        ("fe80::1%eth0", None),
        ("0.0.0.0", None),
        ("::", None),
        ("224.0.0.1", None),
        ("ff02::1", None),
        ("255.255.255.255", None),
    ],
)
def test_how_far_an_address_is_shows_through_what_carries_it(address, reach):
    assert reach_of(address) is reach


def test_each_reach_includes_the_nearer_ones():
    addresses = ["93.184.216.34", "10.0.0.1", "127.0.0.1", "169.254.169.254"]
    assert [[is_within(one, reach) for one in addresses] for reach in Reach] == [
        [True, False, False, False],
        [True, True, False, False],
        [True, True, True, False],
    ]
