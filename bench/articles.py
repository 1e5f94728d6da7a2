"""How quickly articles are suggested and found: ``python -m bench.articles``.

Articles of invented words, drawn as often as words of a language are (Zipf), 250 of them each.
"""

from __future__ import annotations

import argparse
import itertools
import random
import statistics
import sys
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from bench.installation import Installation
from bench.visits import FLOOR, Browser, letter_form

SYLLABLES = [first + second for first in "bdfgklmnprst" for second in "aeiou"]
WORDS = 40_000
LENGTH = 250
TITLE = 6
VISITS = 100
console = Console(width=110)


class Vocabulary:
    def __init__(self) -> None:
        self.chance = random.Random(7)
        made: dict[str, None] = {}
        while len(made) < WORDS:
            made["".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))] = None
        self.words = list(made)
        self._often = list(itertools.accumulate(1 / (rank + 5) for rank in range(WORDS)))

    def text(self, count: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self._often, k=count))

    def mistyped(self) -> str:
        word = next(
            one for one in iter(lambda: self.chance.choice(self.words[500:20_000]), "") if len(one) > 5
        )
        return f"{word[:2]}{word[3]}{word[2]}{word[4:]}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.articles", description=__doc__)
    parser.add_argument("--database", default="sqlite,postgresql", help="sqlite, postgresql, or both")
    parser.add_argument("--articles", default="1000,20000", help="sizes, with commas")
    asked = parser.parse_args()
    table = Table(
        "database", "articles", "asked", "p50 ms", "p95 ms", "floor ms", "indexed a second", box=None
    )
    for database in asked.database.split(","):
        for articles in map(int, asked.articles.split(",")):
            for row in _run(database, articles):
                table.add_row(database, f"{articles:,}", *row)
    console.print(table)
    return 0


def _run(database: str, articles: int) -> list[tuple[str, ...]]:
    with Installation(database) as product:
        product.prepare(100, customers=1)
        began = time.perf_counter()
        product.write_articles(articles)
        rate = f"{articles / (time.perf_counter() - began):.0f}"
        product.start()
        words, visitor = Vocabulary(), Browser(product.port, product.known["customer"])
        _, hidden = letter_form(visitor.get("/support/")[1])
        secret = [pair for pair in hidden if pair[0] == "csrfmiddlewaretoken"]

        def suggest(title: str, message: str = "") -> None:
            fields = [*secret, ("title", title), ("message", message)]
            assert visitor.post("/support/suggestions/", fields)[0] in (200, 204)

        def search(query: str) -> None:
            assert visitor.get(f"/help/?q={query.replace(' ', '+')}")[0] == 200

        ways: dict[str, Callable[[], None]] = {
            "suggested by a title": lambda: suggest(words.text(TITLE)),
            "by title and message": lambda: suggest(words.text(TITLE), words.text(50)),
            "with a word mistyped": lambda: suggest(f"{words.mistyped()} {words.text(3)}"),
            "search for two words": lambda: search(words.text(2)),
        }
        return [(name, *_timed(ask, product.port), rate) for name, ask in ways.items()]


def _timed(ask: Callable[[], None], port: int) -> tuple[str, str, str]:
    bare = Browser(port)
    took: list[float] = []
    floor: list[float] = []
    for number in range(VISITS + 5):
        for times, visit in ((took, ask), (floor, lambda: bare.get(FLOOR))):
            began = time.perf_counter()
            visit()
            if number >= 5:
                times.append((time.perf_counter() - began) * 1000)
    took.sort()
    figures = (statistics.median(took), took[int(len(took) * 0.95) - 1], statistics.median(floor))
    return tuple(f"{figure:.1f}" for figure in figures)  # type: ignore[return-value]  # three


if __name__ == "__main__":
    sys.exit(main())
