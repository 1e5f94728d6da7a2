"""Whether pages take longer with more tickets: ``python -m bench.sizes``.

Two installations run side by side, one small, one large, and are visited in turns, so that both meet the same
minutes of the machine: its speed changes by half from one to the next, and p95 with it. ``noise`` is the same
quotient for a bare page of both, which knows nothing of tickets.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench.installation import Installation
from bench.pages import pages
from bench.visits import FLOOR, WARM_UP, Browser, p50_p95

console = Console(width=110)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.sizes", description=__doc__)
    parser.add_argument("--database", default="sqlite,postgresql", help="sqlite, postgresql, or both")
    parser.add_argument("--small", type=int, default=1_000, help="tickets of the small one")
    parser.add_argument("--large", type=int, default=100_000, help="tickets of the large one")
    parser.add_argument("--visits", type=int, default=600, help="of each page at each size")
    asked = parser.parse_args()
    for database in asked.database.split(","):
        _run(database, (asked.small, asked.large), asked.visits)
    return 0


def _run(database: str, sizes: Sequence[int], visits: int) -> None:
    with ExitStack() as stack:
        products = [stack.enter_context(Installation(database)) for _ in sizes]
        for product, size in zip(products, sizes, strict=True):
            product.prepare(size, customers=8)
            product.start()
        table = Table("page", "p50 small", "large", "p95 small", "large", "p95 ratio", "noise", box=None)
        for name in pages(products[0].known):
            own = [pages(product.known)[name] for product in products]
            taken = _visited(products, own, visits, name)
            bare = _visited(products, [(FLOOR, "")] * 2, visits, f"{name}, noise")
            (small, small_95), (large, large_95) = map(p50_p95, taken)
            (_, bare_small), (_, bare_large) = map(p50_p95, bare)
            figures = (small, large, small_95, large_95)
            ratios = (large_95 / small_95, bare_large / bare_small)
            table.add_row(name, *(f"{one:.1f}" for one in figures), *(f"{one:.2f}" for one in ratios))
        console.print(
            f"[bold]{database}, {sizes[0]:,} and {sizes[1]:,} tickets in turns[/bold], milliseconds"
        )
        console.print(table)


def _visited(
    products: Sequence[Installation], places: Sequence[tuple[str, str]], visits: int, name: str
) -> list[list[float]]:
    """Milliseconds of every visit, for each installation."""
    browsers = [Browser(product.port, who) for product, (_, who) in zip(products, places, strict=True)]
    for browser, (path, _) in zip(browsers, places, strict=True):
        for _ in range(WARM_UP):
            status, _, _ = browser.get(path)
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
    taken: list[list[float]] = [[] for _ in products]
    for number in track(range(visits), name, console=Console(stderr=True), transient=True):
        for one in (0, 1) if number % 2 else (1, 0):
            began = time.perf_counter()
            browsers[one].get(places[one][0])
            taken[one].append((time.perf_counter() - began) * 1000)
    return taken


if __name__ == "__main__":
    sys.exit(main())
