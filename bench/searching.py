"""How quickly tickets are found: ``python -m bench.searching``.

Tickets of three letters, of words drawn as often as words of a language are (Zipf). With ``--copies`` (on
PostgreSQL) so many tickets are filed, and copied inside the database: words are then in as many more of them.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from urllib.parse import urlencode

from rich.console import Console
from rich.table import Table

from bench.installation import Installation
from bench.visits import FLOOR, Browser, p50_p95

VISITS = 60
console = Console(width=110)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.searching", description=__doc__)
    parser.add_argument("--database", default="sqlite,postgresql", help="sqlite, postgresql, or both")
    parser.add_argument("--tickets", type=int, default=100_000, help="how many are written and filed")
    parser.add_argument("--copies", type=int, default=10, help="how often they are there (PostgreSQL)")
    asked = parser.parse_args()
    for database in asked.database.split(","):
        _run(database, asked.tickets, asked.copies if database == "postgresql" else 1)
    return 0


def _run(database: str, tickets: int, copies: int) -> None:
    with Installation(database) as product:
        product.write_tickets(tickets)
        began = time.perf_counter()
        product.rebuild_search()
        rate = tickets / (time.perf_counter() - began)
        if copies > 1:
            product.copy_tickets(copies)
        console.print(
            f"[bold]{database}, {tickets * copies:,} tickets of 3 letters[/bold]: "
            f"{rate:.0f} filed a second, their words take {product.size_of_words():.0f} MiB"
        )
        product.start()
        table = Table("who", "asked", "p50 ms", "p95 ms", "statements", "floor ms", box=None)
        for who in ("owner", "agent"):
            for name, query in _queries(product.known).items():
                table.add_row(who, name, *_timed(product, product.known[who], query))
        table.add_row("customer", "own requests", *_timed(product, product.known["customer"], _own(product)))
        console.print(table)


def _queries(known: dict[str, list[str]]) -> dict[str, Callable[[], str]]:
    chance = random.Random(5)
    common, middling, rare = known["common"], known["middling"], known["rare"]
    found = {
        "two common words": lambda: " ".join(chance.sample(common, 2)),
        "two words": lambda: " ".join(chance.sample(middling, 2)),
        "a rare word": lambda: chance.choice(rare),
        "a common and a rare word": lambda: f"{chance.choice(common)} {chance.choice(rare)}",
        "common words of open tickets": lambda: f"{chance.choice(common)} {chance.choice(common)} is:open",
        "the beginning of a word": lambda: chance.choice(middling)[:4],
        "conditions": lambda: "is:open priority>=high created<1w",
    }
    return {name: lambda ask=ask: f"/desk/search/?{urlencode({'q': ask()})}" for name, ask in found.items()}


def _own(product: Installation) -> Callable[[], str]:
    words, chance = product.known["common"], random.Random(6)
    return lambda: f"/support/requests/?{urlencode({'q': chance.choice(words)})}"


def _timed(product: Installation, session: str, address: Callable[[], str]) -> tuple[str, ...]:
    """What somebody who types waits for: the results without the page around them."""
    browser, bare = Browser(product.port, session), Browser(product.port)
    took: list[float] = []
    floor: list[float] = []
    statements = 0
    for number in range(VISITS + 5):
        began = time.perf_counter()
        status, _, headers = browser.get(address(), **{"X-Part": "results", "X-Count": "1"})
        took.append((time.perf_counter() - began) * 1000)
        if status != 200:
            raise RuntimeError(f"a search answered {status}")
        statements = max(statements, int(headers.get("X-Statements", "0")) if number >= 5 else 0)
        began = time.perf_counter()
        bare.get(FLOOR)
        floor.append((time.perf_counter() - began) * 1000)
    return (*(f"{one:.1f}" for one in p50_p95(took[5:])), str(statements), f"{statistics.median(floor):.1f}")


if __name__ == "__main__":
    sys.exit(main())
