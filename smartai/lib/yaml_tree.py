"""A YAML file as lists, mappings and words, and where in it each of them stands.

Every value is the words that are written: ``name: No`` is "No", and whoever reads the tree says what is a
number. References, types and depth are refused before anything is built from them, and everything that is
wrong is found at once, up to the first place where it is no YAML any more.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

Path = tuple[str | int, ...]
"""``("departments", 0, "name")``"""

LARGEST: Final = 2_000_000
"""Bytes of a file."""
DEEPEST: Final = 12
MOST_PROBLEMS: Final = 200


@dataclass(frozen=True, order=True)
class Problem:
    """Both count from 1."""

    line: int
    column: int
    reason: str


@dataclass
class Tree:
    """``keys`` are the places of the names in mappings, ``places`` those of the values.

    ``whole`` is false where reading ended before the file did: what is missing may stand there.
    """

    value: Any = field(default_factory=dict)
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True

    def ends(self, line: int, column: int, reason: str) -> None:
        """Nothing behind it can be read."""
        self.problems.append(Problem(line, column, reason))
        self.whole = False

    def wrong(self, path: Path, reason: str, *, at_key: bool = False) -> None:
        """At the value, or at its name; where neither is written, at what it should stand in."""
        if at_key and path in self.keys:
            self.problems.append(Problem(*self.keys[path], reason))
            return
        while path and path not in self.places:
            path = path[:-1]
        self.problems.append(Problem(*self.places.get(path, (1, 1)), reason))


@dataclass
class _Open:
    """A mapping or a list that has begun; ``name`` is that of the value that comes next."""

    value: Any
    path: Path
    name: str | None = None


class _TooMuch(Exception):
    """Reading on would only take time."""


def read_tree(content: bytes) -> Tree:
    """Never raises. Takes seconds for the largest file, and memory in proportion to its size."""
    tree = Tree()
    if len(content) > LARGEST:
        tree.ends(1, 1, f"the file has more than {LARGEST:,} bytes")
        return tree
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = error.start - before.rfind(b"\n")
        tree.ends(before.count(b"\n") + 1, column, "this is not UTF-8")
        return tree
    with contextlib.suppress(_TooMuch):
        _build(tree, _events(text, tree))
    return tree


def _build(tree: Tree, events: Iterator[Any]) -> None:
    stack: list[_Open] = []
    for event in events:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        _refuse_the_clever(tree, event, place)
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            stack.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        value: Any = event.value if isinstance(event, yaml.ScalarEvent) else ""
        if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            value = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = _put(tree, stack, value, place)
        if isinstance(value, dict | list):
            if len(stack) == DEEPEST:
                tree.ends(*place, f"more than {DEEPEST} lists in each other")
                raise _TooMuch
            stack.append(_Open(value, path))
        if len(tree.problems) >= MOST_PROBLEMS:
            tree.whole = False
            raise _TooMuch


def _put(tree: Tree, stack: list[_Open], value: Any, place: tuple[int, int]) -> Path:
    """Where the value now stands."""
    if not stack:
        tree.value, tree.places[()] = value, place
        return ()
    outer = stack[-1]
    if isinstance(outer.value, list):
        path: Path = (*outer.path, len(outer.value))
        outer.value.append(value)
    elif outer.name is None:
        return _named(tree, outer, value, place)
    else:
        path = (*outer.path, outer.name)
        if path not in tree.places:
            outer.value[outer.name] = value
        outer.name = None
    tree.places.setdefault(path, place)
    return path


def _named(tree: Tree, outer: _Open, name: Any, place: tuple[int, int]) -> Path:
    """The name of what comes next; its own path is nobody's."""
    if not isinstance(name, str) or not name:
        tree.problems.append(Problem(*place, "a name is expected here: words before a colon"))
        name = f"?{len(tree.problems)}"
    path = (*outer.path, name)
    if path in tree.keys:
        tree.problems.append(Problem(*place, f"{name} is there twice"))
    tree.keys.setdefault(path, place)
    outer.name = name
    return (*outer.path, "?", name)


def _events(text: str, tree: Tree) -> Iterator[Any]:
    """Until the end, or until it is no YAML any more. The parser keeps a stack: depth can't exhaust ours."""
    documents = 0
    try:
        events: Iterator[Any] = yaml.parse(text, Loader=yaml.SafeLoader)
        for event in events:
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                tree.ends(event.start_mark.line + 1, 1, "only one document is understood")
                return
            yield event
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        column = error.position - before.rfind("\n")
        tree.ends(before.count("\n") + 1, column, "this sign is not allowed in YAML")
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        tree.ends(line + 1, column + 1, f"not understood: {error.problem or 'this is no YAML'}")


def _refuse_the_clever(tree: Tree, event: Any, place: tuple[int, int]) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        reason = "references (& and *) are not understood; quote words that begin with them"
        tree.problems.append(Problem(*place, reason))
    if getattr(event, "tag", None):
        tree.problems.append(Problem(*place, "types (!) are not understood; quote words that begin with !"))
