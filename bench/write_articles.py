"""Run inside the installation to be measured: fills it with articles."""

from __future__ import annotations

import sys

import django

AT_ONCE = 500
CATEGORIES = 30


def main(count: int) -> None:
    from django.db import connection, transaction
    from django.utils import timezone

    from bench.articles import LENGTH, TITLE, Vocabulary
    from smartai.core.knowledge.events import CategoryCreated
    from smartai.core.knowledge.models import Article, ArticleStatus, Category
    from smartai.core.knowledge.search import index_new_articles
    from smartai.foundation.accounts.actors import System
    from smartai.foundation.events.record import record
    from smartai.lib.article_html import FORM

    words, now = Vocabulary(), timezone.now()
    categories = [
        Category.objects.create(slug=f"category-{n}", name=f"Category {n}", position=n)
        for n in range(CATEGORIES)
    ]
    for first in range(0, count, AT_ONCE):
        with transaction.atomic():
            made = []
            for number in range(first, min(first + AT_ONCE, count)):
                text = words.text(LENGTH)
                made.append(
                    Article(
                        slug=f"article-{number}", title=words.text(TITLE), language="en", text=text,
                        html=f"<p>{text}</p>", form=FORM, plain=text, lead=text[:100], links_read=True,
                        status=ArticleStatus.PUBLISHED, published_at=now,
                        category=categories[number % CATEGORIES], position=number,
                    )
                )  # fmt: skip
            index_new_articles(Article.objects.bulk_create(made))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as PostgreSQL does by itself within a minute
    record(CategoryCreated(category_id=categories[0].pk, name="Category 0"), by=System("bench"))


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
