"""What PostgreSQL does for a search: words are read once for each term, whatever it knows of the table."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from smartai.core.knowledge.models import Article, ArticleStatus, ArticleWords
from smartai.core.knowledge.search import find_articles, index_new_articles
from smartai.core.saved_replies.models import SavedReplyWords
from smartai.foundation.accounts.actors import NOBODY

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="about PostgreSQL's plans"),
]
WORDS = [f"{first}{last}" for first in ("kar", "mel", "tos", "vin", "pel") for last in ("ado", "une", "ift")]


@pytest.fixture
def many_articles():
    """Of which the planner knows nothing yet: they were written a moment ago."""
    chance = random.Random(4)
    index_new_articles(
        Article.objects.bulk_create(
            Article(
                slug=f"page-{number}", title=" ".join(chance.sample(WORDS, 3)), language="en",
                text=(text := " ".join(chance.choices(WORDS, k=200))), plain=text, lead=text[:80],
                status=ArticleStatus.PUBLISHED, published_at=timezone.now(),
            )
            for number in range(300)
        )
    )  # fmt: skip


Step = dict[str, Any]


def plan_of_a_search(title: str) -> Step:
    """As it was carried out, with how often each of its steps was."""
    plans: list[list[dict[str, Step]]] = []

    def explain(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if " @@ " in sql:
            with connection.connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
                (plan,) = cursor.fetchone()
                plans.append(plan if isinstance(plan, list) else json.loads(plan))
        return answer

    with connection.execute_wrapper(explain):
        assert find_articles(title, by=NOBODY, language="en")
    (plan,) = plans
    return plan[0]["Plan"]


def steps(plan: Step) -> list[Step]:
    return [plan, *(step for part in plan.get("Plans", ()) for step in steps(part))]


@pytest.mark.parametrize("made", ["force_custom_plan", "force_generic_plan"])
def test_words_are_read_once_for_each_term_even_of_rows_that_the_planner_has_not_counted(many_articles, made):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('plan_cache_mode', %s, true)", [made])
    plan = steps(plan_of_a_search("karado meluni tosift"))
    reading = [step for step in plan if step.get("Relation Name") == ArticleWords._meta.db_table]
    terms = max(step["Actual Rows"] for step in plan if step["Node Type"] == "Function Scan")
    assert reading
    by_words = [step for step in reading if " @@ " in f"{step.get('Filter')}{step.get('Recheck Cond')}"]
    assert by_words
    assert all(step["Actual Loops"] <= terms for step in by_words)


@pytest.mark.parametrize("model", [ArticleWords, SavedReplyWords])
def test_new_words_are_sorted_in_when_they_are_written(model):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT reloptions FROM pg_class WHERE relname = %s", [f"{model._meta.db_table}_words"]
        )
        assert cursor.fetchone() == (["fastupdate=off"],)
