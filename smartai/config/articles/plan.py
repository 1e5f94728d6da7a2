"""What an import would do: found out as a whole before anything changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from smartai.config.articles.attached import Attached, NotAttached, first_by_content, read_attached
from smartai.config.articles.folder import Folder, Problem, shown
from smartai.config.articles.storing import refuse_unfit
from smartai.config.articles.terms import (
    Files,
    family_of,
    files_by_family,
    of_folder,
    of_product,
)
from smartai.config.articles.written import Written
from smartai.core.knowledge.actions.article_files import MOST_FILES
from smartai.core.knowledge.models import Article, FormerAddress
from smartai.core.people.models import Organisation
from smartai.foundation.accounts.actors import System
from smartai.foundation.accounts.models import AGENTS, Person
from smartai.lib.text import one_line

IMPORT: Final = System("import")


@dataclass(frozen=True)
class Step:
    """One file and the article that it changes, None for a new one; ``before`` and ``after`` as files.

    ``attached`` is what it shows of the folder, by destination; ``new`` what of that the article lacks.
    """

    path: str
    written: Written
    article: Article | None
    before: str
    after: str
    attached: Mapping[str, Attached]
    new: tuple[Attached, ...]

    @property
    def changes(self) -> bool:
        return self.before != self.after


@dataclass
class Plan:
    """``steps`` in the order in which they are gone, first languages before their translations."""

    root: Path
    steps: list[Step] = field(default_factory=list)
    absent: list[Article] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    owners: Mapping[str, Person] = field(default_factory=dict)
    organisations: Mapping[str, Organisation] = field(default_factory=dict)


def known_articles() -> dict[str, Article]:
    """Every article by slug, with what a file says of it. One statement."""
    rows = Article.objects.visible_to(IMPORT).select_related(
        "category__parent", "original", "organisation", "owner"
    )
    return {article.slug: article for article in rows.defer("html", "plain").order_by("slug")}


def plan_of(folder: Folder) -> Plan:
    """Six statements. Where ``problems`` are, nothing of it may be done."""
    known, files, beside = known_articles(), files_by_family(), read_attached(folder)
    taken: dict[str, set[str]] = {}
    team = Person.objects.filter(role__in=AGENTS).exclude(email="")
    plan = Plan(
        root=folder.root,
        owners={person.email: person for person in team},
        organisations={one_line(one.name): one for one in Organisation.objects.all()},
        problems=[*folder.problems, *beside.problems],
    )
    there = {written.slug for written in folder.articles.values()}
    plan.absent = [article for slug, article in known.items() if slug not in there]
    for path, written in sorted(
        folder.articles.items(), key=lambda one: (one[1].translation_of != "", one[0])
    ):
        article = known.get(written.slug)
        attached = beside.of.get(path, {})
        own = _own_files(written, article, known, files)
        there_already = taken.setdefault(written.translation_of or written.slug, set())
        there_already.update(row.file.sha256 for row in own.values())
        new = tuple(one for one in _each_once(attached) if one.sha256 not in there_already)
        there_already.update(one.sha256 for one in new)
        before = _as_folder_says(article, files, attached) if article else None
        after = replace(written, text=of_folder(written.text, written.slug, attached))
        after = after.published_since(before.publish_at if before else None)
        shown_before = before.as_file() if before else ""
        step = Step(path, written, article, shown_before, after.as_file(), attached, new)
        plan.steps.append(step)
        plan.problems += _unknown(path, written, article, plan) + _unfit(step, plan, len(own))
    plan.problems += _addresses(plan.steps)
    plan.problems += _languages(plan.steps, known)
    return plan


def _own_files(
    written: Written, article: Article | None, known: Mapping[str, Article], files: Mapping[int, Files]
) -> Files:
    """Those that it has when it is what the file says: its own, and those of the one it translates."""
    now = files.get(family_of(article), {}) if article else {}
    if article and article.original_id is None and not written.translation_of:
        return now
    own = {key: row for key, row in now.items() if article and row.article_id == article.pk}
    original = known.get(written.translation_of)
    return own | dict(files.get(original.pk, {}) if original else {})


def _each_once(attached: Mapping[str, Attached]) -> Iterable[Attached]:
    return [attached[address] for address in first_by_content(attached).values()]


def _as_folder_says(
    article: Article, files: Mapping[int, Files], attached: Mapping[str, Attached]
) -> Written:
    written, own = Written.of_article(article), files.get(family_of(article), {})
    return replace(written, text=of_product(written.text, written.slug, own, attached))


def _unfit(step: Step, plan: Plan, own: int) -> list[Problem]:
    found = []
    for one in step.new:
        try:
            refuse_unfit(plan.root, one)
        except NotAttached as problem:
            found.append(Problem(shown(step.path), one.line, f"{shown(one.path)}: {problem}"))
    if step.new and own + len(step.new) > MOST_FILES:
        line = step.new[0].line
        found.append(Problem(shown(step.path), line, f"an article has at most {MOST_FILES} files"))
    return found


def _unknown(path: str, written: Written, article: Article | None, plan: Plan) -> list[Problem]:
    found = []
    owner = article.owner.email if article and article.owner else ""
    if written.owner and written.owner not in plan.owners and written.owner != owner:
        found.append(_problem(path, written, "owner", f"nobody in the team has the address {written.owner}"))
    if written.organisation and written.organisation not in plan.organisations:
        found.append(
            _problem(path, written, "organisation", f"there is no organisation {written.organisation}")
        )
    return found


def _addresses(steps: list[Step]) -> list[Problem]:
    """A new article can't take the address that another one had: old links lead there."""
    new = {step.written.slug: step for step in steps if step.article is None}
    rows = FormerAddress.objects.filter(slug__in=list(new)).select_related("article")
    return [
        _problem(
            new[row.slug].path, new[row.slug].written, "slug",
            f"{row.slug} is a former address of {row.article.slug}; links to it lead there",
        )
        for row in rows
    ]  # fmt: skip


def _languages(steps: list[Step], known: Mapping[str, Article]) -> list[Problem]:
    """Goes all steps on paper: an article is there once in a language; translations have no own ones."""
    first = {slug: one.original.slug if one.original else "" for slug, one in known.items()}
    first |= {step.written.slug: step.written.translation_of for step in steps}
    has_translations = {original for original in first.values() if original}
    taken = {(one.original.slug if one.original else slug, one.language): slug for slug, one in known.items()}
    at = {slug: place for place, slug in taken.items()}
    found = []
    for step in steps:
        written, original = step.written, step.written.translation_of
        if original and original not in first:
            found.append(_problem(step.path, written, "translation_of", f"there is no article {original}"))
            continue
        if original and (first[original] or written.slug in has_translations):
            words = "a translation names the article that was written first, and has no translations itself"
            found.append(_problem(step.path, written, "translation_of", words))
            continue
        place = (original or written.slug, written.language)
        other = taken.get(place, written.slug)
        if other != written.slug:
            words = f"{other} is this article in {written.language} already"
            found.append(_problem(step.path, written, "language", words))
            continue
        taken.pop(at.pop(written.slug, place), None)
        taken[place], at[written.slug] = written.slug, place
    return found


def _problem(path: str, written: Written, name: str, reason: str) -> Problem:
    return Problem(shown(path), written.lines.get(name, 1), reason)
