"""How quickly articles are suggested, found and read: ``python -m bench.articles``.

Articles of invented words, drawn as often as words of a language are (Zipf), 250 of them each; every third of
the more frequent ones is an everyday word that means something to the search.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import random
import statistics
import sys
import time
from collections.abc import Callable

from rich.console import Console
from rich.table import Table

from bench.installation import Installation
from bench.visits import FLOOR, Browser, form_with, p50_p95
from bench.write_articles import CATEGORIES
from smartai.lib.meanings import everyday_phrases

SYLLABLES = [first + second for first in "bdfgklmnprst" for second in "aeiou"]
WORDS = 40_000
LENGTH = 250
TITLE = 6
VISITS = 100
COUNTED = {"X-Count": "1"}
Answer = tuple[int, bytes, http.client.HTTPMessage]
console = Console(width=110)


class Vocabulary:
    def __init__(self) -> None:
        self.chance = random.Random(7)
        made: dict[str, None] = {}
        while len(made) < WORDS:
            made["".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))] = None
        self.words = list(made)
        everyday = [word for word, *more in map(str.split, everyday_phrases("en")) if not more]
        self.chance.shuffle(everyday)
        for rank, word in zip(range(30, WORDS, 3), everyday, strict=False):
            self.words[rank] = word
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
        *("database", "articles", "asked", "p50 ms", "p95 ms", "floor ms", "processor p50", "p95"),
        *("indexed a second",), box=None,
    )  # fmt: skip
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
        _, hidden = form_with("message", visitor.get("/support/")[1])
        secret = [pair for pair in hidden if pair[0] == "csrfmiddlewaretoken"]

        def suggest(title: str, message: str = "") -> Answer:
            fields = [*secret, ("title", title), ("message", message)]
            return visitor.post("/support/suggestions/", fields, **COUNTED)

        def search(query: str) -> Answer:
            return visitor.get(f"/help/?q={query.replace(' ', '+')}", **COUNTED)

        stranger = Browser(product.port)
        held = stranger.get("/help/article-7/")[2]["ETag"]

        def read(path: str, **headers: str) -> Answer:
            return stranger.get(f"/help/{path}", **COUNTED, **headers)

        ways: dict[str, Callable[[], Answer]] = {
            "suggested by a title": lambda: suggest(words.text(TITLE)),
            "by title and message": lambda: suggest(words.text(TITLE), words.text(50)),
            "with a word mistyped": lambda: suggest(f"{words.mistyped()} {words.text(3)}"),
            "search for two words": lambda: search(words.text(2)),
            "the first page of help": lambda: read(""),
            "a category": lambda: read(f"categories/category-{words.chance.randrange(CATEGORIES)}/"),
            "an article": lambda: read(f"article-{words.chance.randrange(articles)}/"),
            "an article once more": lambda: read("article-7/", **{"If-None-Match": held}),
        }
        return [(name, *_timed(ask, product), rate) for name, ask in ways.items()]


def _timed(ask: Callable[[], Answer], product: Installation) -> tuple[str, ...]:
    """What is waited for, beside a bare page in turns, and processor time: a busy machine leaves it alone."""
    bare = Browser(product.port)
    took: list[float] = []
    floor: list[float] = []
    worked: list[float] = []
    for number in range(VISITS + 5):
        began = time.perf_counter()
        status, _, headers = ask()
        between = time.perf_counter()
        bare.get(FLOOR)
        if status not in (200, 204, 304):
            raise RuntimeError(f"answered {status}:\n{product.log()}")
        if number >= 5:
            took.append((between - began) * 1000)
            floor.append((time.perf_counter() - between) * 1000)
            worked.append(float(headers["X-Processor"]))
    figures = (*p50_p95(took), statistics.median(floor), *p50_p95(worked))
    return tuple(f"{figure:.1f}" for figure in figures)


if __name__ == "__main__":
    sys.exit(main())
