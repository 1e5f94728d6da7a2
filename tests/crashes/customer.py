"""A customer who does not give up: sends the same form until it is acknowledged, and keeps a ledger."""

from __future__ import annotations

import hashlib
import http.client
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

FORMS = 5
FASTEST = 2.1  # seconds; a form that is sent sooner is taken for a robot's
TRIES_PAUSE = 0.05


@dataclass
class Acknowledged:
    """What the server said yes to: the text of a letter, the sum of its file, the number of its ticket."""

    text: str
    digest: str
    ticket: int
    new: bool


@dataclass(eq=False)
class Customer(threading.Thread):
    port: int
    session: str
    number: int
    enough: threading.Event
    ledger: list[Acknowledged] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    refusals: Counter[str] = field(default_factory=Counter)
    problem: str = ""

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self.cookies["smartai_session"] = self.session

    def run(self) -> None:
        try:
            for batch in count():
                forms = [self._opened() for _ in range(FORMS)]
                time.sleep(FASTEST)
                for place, form in enumerate(forms):
                    self._write(batch * FORMS + place, *form)
                    if self.enough.is_set():
                        return
        except Exception as error:
            self.problem = repr(error)
            raise

    def _write(self, place: int, start: str, csrf: str) -> None:
        """A request with a file, then a reply with another one."""
        words = f"customer {self.number} request {place}"
        form = {"title": words, "message": words, "form_start": start, "csrfmiddlewaretoken": csrf}
        goal = self._sent("/support/", form, words)
        ticket = int(re.findall(r"/support/requests/(\d+)/", goal)[0])
        self._acknowledge(words, ticket, new=True)
        reply = f"customer {self.number} reply {place}"
        typed = {"text": reply, "key": f"key-{self.number}-{place}", "csrfmiddlewaretoken": csrf}
        self._sent(f"/support/requests/{ticket}/reply/", typed, reply)
        self._acknowledge(reply, ticket, new=False)

    def _acknowledge(self, text: str, ticket: int, *, new: bool) -> None:
        self.ledger.append(Acknowledged(text, hashlib.sha256(bytes_of(text)).hexdigest(), ticket, new))

    def _opened(self) -> tuple[str, str]:
        page, _ = self._ask("GET", "/support/")
        start = re.findall(r'name="form_start" value="([^"]+)"', page)
        csrf = re.findall(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        return start[0], csrf[0]

    def _sent(self, path: str, form: dict[str, str], name: str) -> str:
        """The Location of the answer that said yes."""
        parts = [(f'name="{key}"', value.encode()) for key, value in form.items()]
        parts.append((f'name="files"; filename="{name}.bin"', bytes_of(name)))
        head = [f"--XX\r\nContent-Disposition: form-data; {what}\r\n\r\n".encode() for what, _ in parts]
        bodies = [value for _, value in parts]
        body = (
            b"".join(start + value + b"\r\n" for start, value in zip(head, bodies, strict=True))
            + b"--XX--\r\n"
        )
        page, goal = self._ask("POST", path, body, name)
        if not goal:
            raise AssertionError(f"refused: {re.sub('<[^>]+>', ' ', page)[:600]}")
        return goal

    def _ask(self, method: str, path: str, body: bytes = b"", typed: str = "") -> tuple[str, str]:
        """Until somebody answers who is not just about to be killed. Other pages show what was typed."""
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
            try:
                connection.request(method, path, body, self.headers(body))
                answer = connection.getresponse()
                page = answer.read().decode("utf-8", "replace")
                if answer.status < 500:
                    self._keep_cookies(answer)
                    return page, answer.headers.get("Location", "")
                self.refusals[f"{answer.status}{'' if typed in page else ' without what was typed'}"] += 1
            except (OSError, http.client.HTTPException) as error:
                self.refusals[repr(error)] += 1
            finally:
                connection.close()
            time.sleep(TRIES_PAUSE)

    def headers(self, body: bytes = b"") -> dict[str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        kind = {"Content-Type": "multipart/form-data; boundary=XX"} if body else {}
        return {"Host": f"127.0.0.1:{self.port}", "Cookie": cookies, **kind}

    def _keep_cookies(self, answer: http.client.HTTPResponse) -> None:
        for line in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            if name in ("smartai_csrf", "smartai_browser"):
                self.cookies[name] = value


def bytes_of(text: str) -> bytes:
    """A file of some size, another one for each text."""
    return (hashlib.sha256(text.encode()).digest() + b"\x00\xff") * 9_000
