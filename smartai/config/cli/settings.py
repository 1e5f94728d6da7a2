"""``smartai settings export``, ``import`` and ``diff``."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import NoReturn

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError
from pydantic import ValidationError
from rich.console import Console
from rich.text import Text

from smartai.config.articles.attached import NotAttached
from smartai.config.as_code.carrying_out import ChangedMeanwhile, carry_out
from smartai.config.as_code.document import plan_of
from smartai.config.as_code.exporting import NotOurs, export_to
from smartai.config.as_code.plan import Change, Plan
from smartai.config.cli.database import current_database
from smartai.config.cli.users import COMMAND_LINE
from smartai.config.output import complain, fail, say
from smartai.core.departments.errors import DepartmentNameTaken, LastDepartment
from smartai.core.identities.errors import TwoLiveKeys
from smartai.core.knowledge.errors import AddressTaken, CategoryNameTaken, NotBesideEachOther, TooDeep
from smartai.core.people.querysets import owner_of_address
from smartai.core.tickets.errors import FieldNeeded, RuleUnfit, StillInUse, TagNameTaken
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.files.errors import DiskFull, FileEmpty, FileTooLarge
from smartai.lib.addresses import normal_address
from smartai.lib.text import clean_text, one_line

MOST_PROBLEMS = 100
"""Told at once; whoever mends them runs the command again."""
LONG = 80
"""Characters from which a value is shown below its name."""
MEANWHILE = (
    ChangedMeanwhile, DepartmentNameTaken, LastDepartment, StillInUse, TwoLiveKeys, AddressTaken,
    CategoryNameTaken, NotBesideEachOther, TooDeep, FieldNeeded, RuleUnfit, TagNameTaken, IntegrityError,
    ObjectDoesNotExist, ValidationError,
)  # fmt: skip


def export_settings(file: Path) -> None:
    with current_database():
        try:
            exported = export_to(file)
        except NotOurs:
            fail(f"{file} is there already and no file of settings; nothing was written")
        except OSError as error:
            fail(f"Not written: {error.strerror or error}")
    for name in exported.lost:
        complain(f"{name}: the product has lost this picture; the file says nothing of it")
    say(f"{file}: {'written' if exported.changed else 'unchanged'}")


def import_settings(file: Path, dry_run: bool, prune: bool, known_people_only: bool, acting: str) -> None:
    with current_database():
        plan = _plan(file, prune, known_people_only, acting, status=1)
        _show(plan)
        if not plan.changes:
            say("Nothing to change")
            return
        if dry_run:
            say(f"{_counted(plan)} (nothing was changed: dry run)")
            return
        try:
            carry_out(plan)
        except MEANWHILE:
            fail("Somebody changed settings meanwhile; nothing was changed. Import again")
        except (NotAttached, DiskFull, FileEmpty, FileTooLarge) as problem:
            fail(f"A logo could not be stored ({problem or 'the disk is full'}); nothing was changed")
    say(f"{_counted(plan)}: done")


def compare_settings(file: Path, prune: bool, known_people_only: bool) -> None:
    with current_database():
        plan = _plan(file, prune, known_people_only, "", status=2)
    _show(plan)
    if plan.changes:
        raise SystemExit(1)
    say("Nothing to change")


def _plan(file: Path, prune: bool, known_people_only: bool, acting: str, status: int) -> Plan:
    by = _actor(acting)
    try:
        plan = plan_of(file, by=by, prune=prune, known_people_only=known_people_only)
    except OSError as error:
        fail(f"{file}: {error.strerror or 'it can not be read'}", status=2)
    if plan.problems:
        _stop(file, plan, status)
    return plan


def _actor(address: str) -> Actor:
    if not address:
        return COMMAND_LINE
    try:
        person = owner_of_address(normal_address(address))
    except ValueError:
        fail(f"{address!r} is not an e-mail address", status=2)
    if person is None or not person.is_owner:
        fail(f"{address} is no owner of this help desk", status=2)
    return person


def _stop(file: Path, plan: Plan, status: int) -> NoReturn:
    problems = plan.problems
    for one in problems[:MOST_PROBLEMS]:
        complain(f"{one_line(str(file))}:{one.line}:{one.column}: {one_line(one.reason)}")
    more = f", of which {MOST_PROBLEMS} are shown" if len(problems) > MOST_PROBLEMS else ""
    fail(f"{len(problems):,} problem{'s' * (len(problems) > 1)}{more}; nothing was changed", status)


def _show(plan: Plan) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for change in plan.changes:
        for line in _lines(change):
            console.print(line)
    for notice in plan.notices:
        complain(one_line(notice))
    left = {name: count for name, count in plan.left.items() if count}
    if left:
        said = ", ".join(f"{count:,} of {name}" for name, count in left.items())
        complain(f"Not in the file, and left as they are: {said}")


def _lines(change: Change) -> list[Text]:
    """``brand › colour   #056d79 → #aa3366``; long texts line by line below it."""
    name = Text(one_line(" › ".join(change.where)), style="bold")
    before, after = (None if one is None else clean_text(one) for one in (change.before, change.after))
    if before is None or after is None:
        sign, style, words = ("+", "green", after) if before is None else ("-", "red", before)
        return [
            Text.assemble((f"{sign} ", style), name, (f"  {one_line(words or '')}" if words else "", style))
        ]
    if max(len(before), len(after)) <= LONG and "\n" not in before + after:
        return [
            Text.assemble(
                ("~ ", "yellow"), name, "  ", (_quoted(before), "red"), " → ", (_quoted(after), "green")
            )
        ]
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), n=2, lineterm="")
    styles = {"+": "green", "-": "red"}
    shown = [Text(f"    {line}", style=styles.get(line[:1], "")) for line in list(lines)[2:]]
    return [Text.assemble(("~ ", "yellow"), name), *shown]


def _quoted(words: str) -> str:
    return one_line(words) or "(empty)"


def _counted(plan: Plan) -> str:
    count = len(plan.changes)
    return f"{count:,} change{'s' * (count > 1)}"
