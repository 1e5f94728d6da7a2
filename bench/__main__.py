"""``python -m bench``: measures, prints, and keeps the figures in ``bench/results.json``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench.creating import sending, visits_a_second
from bench.first_load import first_load
from bench.installation import Installation
from bench.pages import pages
from bench.visits import Figures, measure

KEPT = Path(__file__).with_name("results.json")
console = Console(width=110)


def main() -> int:
    asked = _asked()
    results: dict[str, Any] = {"measured": time.strftime("%Y-%m-%d"), "runs": []}
    for database in asked.database.split(","):
        for tickets in map(int, asked.tickets.split(",")):
            run = _run(database, tickets, visits=60 if asked.quick else 300, each=25 if asked.quick else 150)
            results["runs"].append(run)
            _print(run)
    if not asked.dry:
        KEPT.write_text(json.dumps(results, indent=1) + "\n")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer visits: a first look")
    parser.add_argument(
        "--database", default="sqlite,postgresql", help="sqlite, postgresql, or both with a comma"
    )
    parser.add_argument("--tickets", default="1000,100000", help="sizes, with commas")
    parser.add_argument("--dry", action="store_true", help="do not keep the figures")
    return parser.parse_args()


def _run(database: str, tickets: int, *, visits: int, each: int) -> dict[str, Any]:
    console.print(f"[bold]{database}, {tickets:,} tickets of 3 messages[/bold]")
    with Installation(database) as product:
        product.prepare(tickets, customers=8)
        product.start()
        port, known = product.port, product.known
        figures = {
            name: asdict(_page(product, path, who, visits)) for name, (path, who) in pages(known).items()
        }
        people = known["customers"]
        alone, together = sending(port, people[:1], each), sending(port, people, each)
        return {
            "database": database,
            "tickets": tickets,
            "own_tickets": known["own_tickets"],
            "pages": figures,
            "created_by_1": asdict(alone.created),
            "created_by_8": asdict(together.created),
            "answered_by_8": asdict(together.answered),
            "floor_page_8": visits_a_second(port, 8, each * 4, "/bench/bare/"),
            "floor_insert_8": visits_a_second(port, 8, each * 2, "/bench/insert/", post=True),
            "memory": asdict(product.memory()),
            "first_load": first_load(port),
        }


def _page(product: Installation, path: str, session: str, visits: int) -> Figures:
    return measure(product.port, session, path, visits)


def _print(run: dict[str, Any]) -> None:
    table = Table("page", "queries", "p50 ms", "p95 ms", "floor ms", "ratio", "bytes", "requests", box=None)
    for name, page in run["pages"].items():
        times = [f"{page[one]:.1f}" for one in ("p50", "p95", "floor")]
        row = (str(page["statements"]), *times, f"{page['p50'] / page['floor']:.1f}", f"{page['size']:,}")
        table.add_row(name, *row, str(page["requests"]))
    console.print(table)
    one, eight = run["created_by_1"], run["created_by_8"]
    console.print(
        f"tickets a second: 1 customer {one['sent']:.0f} (with fetching the form {one['whole']:.0f}), "
        f"8 customers {eight['sent']:.0f} ({eight['whole']:.0f}), their answers "
        f"{run['answered_by_8']['sent']:.0f}; floor with 8: bare page {run['floor_page_8']:.0f}, one INSERT "
        f"{run['floor_insert_8']:.0f}"
    )
    memory, load = run["memory"], run["first_load"]
    console.print(
        f"memory after load: {memory['pss']:.0f} MiB pss ({memory['served']:.0f} web and worker), "
        f"{memory['rss']:.0f} MiB rss"
    )
    console.print(
        f"first load of the panel: {load['requests']} requests, {load['bytes']:,} bytes "
        f"(script {load['script']:,}, style {load['style']:,}), compressed\n"
    )


if __name__ == "__main__":
    sys.exit(main())
