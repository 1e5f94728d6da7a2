"""``python -m quality``: how well articles are found and suggested, by the labelled set.

Writes the articles into a database of its own, asks every question as a customer's browser would, and prints
the share of questions with an answer in the first place and among the first five, the mean reciprocal rank,
and how many of those that no article answers get no suggestion. See ``quality/README.md`` for how to read it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import track
from rich.table import Table

from quality.check import FOLDER, Question, read_article, read_questions

if TYPE_CHECKING:
    from smartai.foundation.search.ranking import Hit

Answers = dict[str, list[str]]
"""Slugs by the id of the question."""
console = Console(width=110)


@dataclass(frozen=True)
class Figures:
    """Shares of answerable questions; ``kept`` of them got any suggestion, ``refused`` of the others none."""

    hit_1: float
    hit_5: float
    mrr: float
    kept: float
    refused: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m quality", description=__doc__)
    parser.add_argument("--set", default="test", choices=["tune", "test"], help="which questions")
    parser.add_argument("--database", default="", help="the address of an empty PostgreSQL database")
    parser.add_argument("--misses", action="store_true", help="list the questions that went wrong")
    asked = parser.parse_args()
    if asked.misses and asked.set == "test":
        console.print("Single questions of the test set stay unread: they are no help for choosing weights.")
        return 2
    with tempfile.TemporaryDirectory(prefix="smartai-quality-") as data:
        os.environ |= {
            "SMARTAI_DATA": data,
            "SMARTAI_DATABASE_URL": os.environ.get("SMARTAI_QUALITY_DATABASE_URL", ""),
        }
        _prepare()
        questions = [one for one in read_questions(FOLDER / "questions.jsonl") if one.set == asked.set]
        _print(questions, asked.set, misses=asked.misses)
    return 0


def _prepare() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartai.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from smartai.core.knowledge.actions import save_article
    from smartai.core.knowledge.models import ArticleStatus
    from smartai.core.knowledge.search import refresh_vectors
    from smartai.foundation.accounts.actors import System
    from smartai.foundation.embedding import vectors

    for path in track(
        sorted((FOLDER / "articles").glob("*.md")), "articles", console=console, transient=True
    ):
        article = read_article(path)
        save_article(
            None, by=System("quality"), title=article.facts["title"], text=article.body, slug=article.slug,
            status=ArticleStatus.PUBLISHED, language=article.language,
            tags=[tag.strip() for tag in article.facts.get("tags", "").split(",") if tag.strip()],
        )  # fmt: skip

    vectors.ASKED_WITHIN = 60.0  # how well is measured here, not how soon
    while refresh_vectors():
        pass


def _print(questions: Sequence[Question], name: str, *, misses: bool) -> None:
    table = Table("ranking", "questions", "hit@1", "hit@5", "MRR", "kept", "refused", box=None)
    rankings = _rankings(questions)
    shown = {one.id: _suggested(one) for one in questions}
    for ranking, ranked in rankings.items():
        for kind in ("title", "message", "all"):
            chosen = [one for one in questions if kind in (one.kind, "all")]
            shares = [f"{share:.3f}" for share in astuple(_figures(chosen, ranked, shown))]
            # Only the last ranking is that of the product: nothing is suggested by the others.
            table.add_row(ranking, kind, *(shares if ranking == list(rankings)[-1] else shares[:3]))
    console.print(f"[bold]{len(questions)} questions of the set {name}[/bold]")
    console.print(table)
    if misses:
        _list_misses(questions, list(rankings.values())[-1])


def _rankings(questions: Sequence[Question]) -> dict[str, Answers]:
    """All that is found, whether it fits well enough to be suggested or not: in the order of each ranking.

    With a source of vectors (see `docs/guide/running.md`) the last one is theirs too.
    """
    from smartai.foundation.embedding.registry import provider

    hits = {one.id: _hits(one) for one in questions}
    orders: dict[str, Callable[[Hit], float]] = {
        "words": lambda hit: hit.words,
        "meaning": lambda hit: hit.meaning,
        "both": lambda hit: hit.fit,
    }
    rankings = {
        name: {key: _ordered(found, order) for key, found in hits.items()} for name, order in orders.items()
    }
    if provider().name:
        rankings["and vectors"] = {key: list(found) for key, found in hits.items()}
    return rankings


def _ordered(hits: dict[str, Hit], order: Callable[[Hit], float]) -> list[str]:
    return sorted((slug for slug, hit in hits.items() if order(hit) > 0), key=lambda slug: -order(hits[slug]))


def _hits(question: Question) -> dict[str, Hit]:
    from smartai.core.knowledge.models import Article
    from smartai.core.knowledge.search import rank_articles
    from smartai.foundation.accounts.actors import Visitor

    slugs = dict(Article.objects.values_list("pk", "slug"))
    found = rank_articles(*_written(question), by=Visitor(), language=question.language)
    return {slugs[hit.key]: hit for hit in found}


def _suggested(question: Question) -> list[str]:
    from smartai.core.knowledge.search import suggest_articles
    from smartai.foundation.accounts.actors import Visitor

    found = suggest_articles(*_written(question), by=Visitor(), language=question.language)
    return [one.article.slug for one in found]


def _written(question: Question) -> tuple[str, str]:
    """Title and message of the form."""
    return (question.text, "") if question.kind == "title" else ("", question.text)


def _figures(questions: Sequence[Question], ranked: Answers, shown: Answers) -> Figures:
    answerable = [one for one in questions if one.answers]
    others = [one for one in questions if not one.answers]
    ranks = [_rank(one, ranked[one.id]) for one in answerable]
    return Figures(
        hit_1=sum(rank == 1 for rank in ranks) / len(ranks),
        hit_5=sum(0 < rank <= 5 for rank in ranks) / len(ranks),
        mrr=sum(1 / rank for rank in ranks if rank) / len(ranks),
        kept=sum(bool(shown[one.id]) for one in answerable) / len(answerable),
        refused=sum(not shown[one.id] for one in others) / len(others),
    )


def _rank(question: Question, found: list[str]) -> int:
    """The place of the first right answer, from 1; 0 when there is none."""
    return next((place for place, slug in enumerate(found, 1) if slug in question.answers), 0)


def _list_misses(questions: Sequence[Question], answers: dict[str, list[str]]) -> None:
    for one in questions:
        if _rank(one, answers[one.id]) != 1 and (one.answers or answers[one.id]):
            console.print(
                f"{one.id} {one.text[:100]!r}\n   wanted {list(one.answers)}, got {answers[one.id]}"
            )


if __name__ == "__main__":
    sys.exit(main())
