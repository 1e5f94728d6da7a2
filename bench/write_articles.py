"""Run inside the installation to be measured: fills it with articles."""

from __future__ import annotations

import sys

import django

AT_ONCE = 200


def main(count: int) -> None:
    from django.db import transaction
    from django.utils import timezone

    from bench.articles import LENGTH, TITLE, Vocabulary
    from smartai.core.knowledge.models import Article
    from smartai.core.knowledge.search import index_article

    words, now = Vocabulary(), timezone.now()
    for first in range(0, count, AT_ONCE):
        with transaction.atomic():
            for number in range(first, min(first + AT_ONCE, count)):
                text = words.text(LENGTH)
                article = Article.objects.create(
                    slug=f"article-{number}", title=words.text(TITLE), language="en", text=text,
                    html=f"<p>{text}</p>", plain=text, lead=text[:100], published_at=now,
                )  # fmt: skip
                index_article(article)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
