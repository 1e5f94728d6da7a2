"""``smartai articles import`` and ``export``."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from smartai.config.articles.attached import NotAttached
from smartai.config.articles.carrying_out import carry_out
from smartai.config.articles.exporting import export_to
from smartai.config.articles.folder import Problem, read_folder, shown
from smartai.config.articles.plan import Plan, Step, plan_of
from smartai.config.cli.database import current_database
from smartai.config.cli.progress import progress
from smartai.config.output import complain, fail, say
from smartai.core.knowledge.errors import AddressTaken, LanguageTaken
from smartai.core.knowledge.models import Article, ArticleStatus

MOST_PROBLEMS = 50
"""Told at once; whoever mends them runs the command again."""


def import_articles(root: Path, dry_run: bool, archive_missing: bool) -> None:
    if not root.is_dir():
        fail(f"{root} is no folder", status=2)
    with current_database():
        plan = plan_of(read_folder(root))
        _stop_at(plan.problems)
        if dry_run:
            _show(plan, archive_missing)
        else:
            _carry_out(plan, archive_missing)
        say(_summary(plan, dry_run, archive_missing))


def export_articles(root: Path) -> None:
    with current_database():
        try:
            root.mkdir(parents=True, exist_ok=True)
            folder = read_folder(root)
            _stop_at(folder.problems)
            with progress() as bars:
                bar = bars.add_task("Articles", total=Article.objects.count())
                exported = export_to(folder, lambda: bars.advance(bar))
        except FileExistsError:
            fail(f"{root} is no folder", status=2)
        except OSError as error:
            fail(f"Not written: {error}")
    say(f"{exported.written:,} written, {exported.unchanged:,} unchanged")
    files = exported.files
    if files.written or files.unchanged:
        say(f"Pictures and files: {files.written:,} written, {files.unchanged:,} unchanged")
    for name in files.gone:
        complain(f"{shown(name)}: the product has lost its bytes; the text goes on leading to it there")
    if exported.left:
        say(f"{exported.left:,} files in {root} belong to no article of the product; they were left alone")


def _stop_at(problems: Iterable[Problem]) -> None:
    lines = [str(problem) for problem in problems]
    for line in lines[:MOST_PROBLEMS]:
        complain(line)
    if lines:
        more = f", of which {MOST_PROBLEMS} are shown" if len(lines) > MOST_PROBLEMS else ""
        fail(f"{len(lines):,} problem{'s' * (len(lines) > 1)}{more}; nothing was changed")


def _show(plan: Plan, archive_missing: bool) -> None:
    for step in plan.steps:
        say(f"{_what(step):<10} {shown(step.path)}")
        if step.article and step.changes:
            for line in _difference(step):
                say(f"    {line}")
        for one in step.new:
            say(f"    {'new file':<10} {shown(one.path)} ({one.size:,} bytes)")
    for article in plan.absent:
        ends = archive_missing and article.status != ArticleStatus.ARCHIVED
        say(f"{'archived' if ends else 'not here':<10} {article.slug}")


def _what(step: Step) -> str:
    if step.article is None:
        return "new"
    return "changed" if step.changes else "unchanged"


def _difference(step: Step) -> list[str]:
    before, after = step.before.split("\n"), step.after.split("\n")
    return list(difflib.unified_diff(before, after, "product", "folder", n=2, lineterm=""))


def _carry_out(plan: Plan, archive_missing: bool) -> None:
    total = len(plan.steps) + (len(plan.absent) if archive_missing else 0)
    with progress() as bars:
        bar = bars.add_task("Articles", total=total)
        try:
            carry_out(plan, archive_absent=archive_missing, told=lambda: bars.advance(bar))
        except (AddressTaken, LanguageTaken, Article.DoesNotExist):
            fail("Somebody changed articles meanwhile; import again to go on with the rest")
        except NotAttached as problem:
            fail(f"{shown(str(problem))}; import again to go on with the rest")


def _summary(plan: Plan, dry_run: bool, archive_missing: bool) -> str:
    new = sum(step.article is None for step in plan.steps)
    changed = sum(step.changes for step in plan.steps) - new
    living = [article for article in plan.absent if article.status != ArticleStatus.ARCHIVED]
    ended = f", {len(living):,} archived" if archive_missing else ""
    kept = f", {len(plan.absent):,} not in the folder" if plan.absent and not archive_missing else ""
    files = sum(len(step.new) for step in plan.steps)
    taken = f", {files:,} new files" if files else ""
    unchanged = len(plan.steps) - new - changed
    words = f"{new:,} new, {changed:,} changed, {unchanged:,} unchanged{taken}{ended}{kept}"
    return f"{words} (nothing was changed: dry run)" if dry_run else words
