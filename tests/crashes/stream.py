from __future__ import annotations

import http.client
import threading

from tests.config.test_serving import Installation
from tests.crashes.customer import Customer


class Stream(threading.Thread):
    """An open page that hears of news, over one connection that it never opens again."""

    def __init__(self, site: Installation, customer: Customer) -> None:
        super().__init__(daemon=True)
        self.facts = 0
        self._connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
        self._connection.request("GET", "/support/live/", headers=customer.headers())
        self._answer = self._connection.getresponse()
        self.status = self._answer.status

    def run(self) -> None:
        while line := self._answer.readline():
            self.facts += line.startswith(b"event: fact")
