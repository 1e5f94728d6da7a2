"""What an import would do: found out as a whole before anything changes, then done in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any

from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person
from smartai.foundation.files.models import StoredFile
from smartai.lib import yaml_tree
from smartai.lib.yaml_tree import Tree


class Stage(IntEnum):
    """In which order it is done: a choice may name a department that the same file makes."""

    ROWS = 1
    RULES = 2
    ORDER = 3
    CHOICES = 4
    PANELS = 5
    ENDS = 6


@dataclass(frozen=True)
class Change:
    """``where`` is ``("departments", "Support", "offered")``; None is for what is not there."""

    where: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass
class Picture:
    """A logo beside the file, stored only when everything is in order."""

    path: str
    sha256: str
    stored: StoredFile | None = None


@dataclass
class Plan:
    """``left`` counts rows that the file does not name, by list.

    ``departments`` are the names that there will be, each with its key, None for one that the file makes;
    ``renamed`` leads from names as they are to those. ``panels`` are the keys that there will be, ``rekeyed``
    leads to them. ``choices`` is what the workspace will have stored. ``unread_fields`` are labels of fields
    that have a problem of their own.
    """

    tree: Tree
    root: Path
    by: Actor
    prune: bool = False
    known_people_only: bool = False
    version: int = 0
    changes: list[Change] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    left: dict[str, int] = field(default_factory=dict)
    departments: dict[str, int | None] = field(default_factory=dict)
    priorities: dict[str, int] = field(default_factory=dict)
    choices: dict[str, dict[str, Any]] = field(default_factory=dict)
    unread_fields: set[str] = field(default_factory=set)
    renamed: dict[str, str] = field(default_factory=dict)
    panels: set[str] = field(default_factory=set)
    rekeyed: dict[str, str] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)
    steps: list[tuple[Stage, Callable[[], object]]] = field(default_factory=list)

    @property
    def problems(self) -> list[yaml_tree.Problem]:
        return sorted(set(self.tree.problems))

    def wrong(self, path: yaml_tree.Path, reason: str, *, at_key: bool = False) -> None:
        self.tree.wrong(path, reason, at_key=at_key)

    def change(self, *where: str, before: Any = None, after: Any = None) -> None:
        self.changes.append(Change(where, said(before), said(after)))

    def do(self, stage: Stage, step: Callable[[], object]) -> None:
        self.steps.append((stage, step))


def said(value: Any) -> str | None:
    """A value as the file would say it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(str(said(one)) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{name}: {said(one)}" for name, one in value.items())
    return None if value is None else str(value)
