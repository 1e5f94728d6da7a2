"""A plan that has no problems, carried out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from smartai.config.articles.plan import IMPORT, Plan, Step
from smartai.config.articles.storing import attach, stored_of
from smartai.config.articles.terms import for_product
from smartai.core.knowledge.actions import ArticleValues, make_category, save_article
from smartai.core.knowledge.models import Article, ArticleFile, ArticleStatus, Category
from smartai.foundation.files.models import StoredFile, StoredState


def carry_out(plan: Plan, *, archive_absent: bool, told: Callable[[], None]) -> int:
    """Does it, an article at a time: what is done stays done, and the same import again does the rest.

    ``told`` hears of each. Says how many articles changed. Raises ``AddressTaken`` and ``LanguageTaken`` when
    somebody at work in the product took them meanwhile, ``NotAttached`` when a file can't be stored.
    """
    assert not plan.problems
    done = 0
    for step in plan.steps:
        if step.changes:
            _save(step, plan)
            done += 1
        told()
    for article in plan.absent if archive_absent else ():
        if article.status != ArticleStatus.ARCHIVED:
            save_article(article, by=IMPORT, status=ArticleStatus.ARCHIVED)
            done += 1
        told()
    return done


def _save(step: Step, plan: Plan) -> None:
    """Bytes first: a transaction that fails leaves uploads that nobody uses, and these are swept."""
    stored = [stored_of(plan.root, one) for one in step.new]
    originals = Article.objects.visible_to(IMPORT).filter(slug=step.written.translation_of)
    with transaction.atomic():
        original = originals.get() if step.written.translation_of else None
        home = original or step.article
        there = _kept(step.article) + _kept(original) + [ArticleFile(file=one) for one in stored]
        text = for_product(step.written.text, there, step.attached)
        if home:
            _attach(home, stored)
        article = save_article(step.article, by=IMPORT, **_values(step, plan, original, text))
        if stored and not home:  # only now it can have files; with them its pictures are shown
            _attach(article, stored)
            save_article(article, by=IMPORT, text=text)


def _values(step: Step, plan: Plan, original: Article | None, text: str) -> ArticleValues:
    written = step.written
    values = ArticleValues(
        title=written.title,
        text=text,
        category=_category(written.category),
        language=written.language,
        tags=written.tags,
        original=original,
        status=written.status,
        published_at=written.publish_at,
        audience=written.audience,
        organisation=plan.organisations.get(written.organisation),
        owner=step.article.owner if _is_owned(step) and step.article else plan.owners.get(written.owner),
        review_on=written.review_on,
    )
    if step.article is None:
        values["slug"] = written.slug
    return values


def _attach(article: Article, stored: Iterable[StoredFile]) -> None:
    for one in stored:
        attach(article, one, by=IMPORT)


def _kept(article: Article | None) -> list[ArticleFile]:
    rows = ArticleFile.objects.own_of(article, None).filter(file__state=StoredState.KEPT)
    return list(rows.select_related("file")) if article else []


def _category(names: Iterable[str]) -> Category | None:
    made: Category | None = None
    for name in names:
        made = make_category(name, by=IMPORT, parent=made)
    return made


def _is_owned(step: Step) -> bool:
    """By whom the file says: also by somebody who has left the team since."""
    owner = step.article.owner if step.article else None
    return owner is not None and owner.email == step.written.owner
