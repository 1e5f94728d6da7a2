"""The head of a text file: a few fields in YAML between two lines of ``---``, then the text itself.

Every value is read as the words that stand there: ``title: No`` is "No" and ``language: no`` is Norwegian,
not ``False``. References, types and depth are refused before anything is built from them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import yaml

RULE: Final = "---"
LONGEST_HEAD: Final = 16_384
"""Characters between the two lines."""


class HeadProblem(ValueError):
    """The file can't be read; ``line`` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


@dataclass(frozen=True)
class Field:
    """What stands behind a name: words, or a list of them."""

    value: str | tuple[str, ...]
    line: int


def read_head(text: str) -> tuple[dict[str, Field], str]:
    """The fields by name, and what follows them. ``text`` has LF line ends. Raises ``HeadProblem``."""
    first, _, rest = text.partition("\n")
    if first.rstrip() != RULE:
        raise HeadProblem(1, "the file must begin with a line of three hyphens")
    head, found, body = _split(rest)
    if not found:
        raise HeadProblem(1, "the line of three hyphens that ends the head is missing")
    if len(head) > LONGEST_HEAD:
        raise HeadProblem(1, f"the head has more than {LONGEST_HEAD:,} characters")
    fields: dict[str, Field] = {}
    for name, field in _fields(head):
        if name in fields:
            raise HeadProblem(field.line, f"{name} is there twice")
        fields[name] = field
    return fields, body


def with_head(fields: Mapping[str, str | Sequence[str] | date | datetime], body: str) -> str:
    """A file of these fields, in the order of their names, and the text. The same every time."""
    shown = {name: _plain(value) for name, value in fields.items()}
    head = yaml.safe_dump(
        shown, sort_keys=True, allow_unicode=True, default_flow_style=False, width=1_000_000
    )
    return f"{RULE}\n{head}{RULE}\n\n{body}\n" if body else f"{RULE}\n{head}{RULE}\n"


def _plain(value: str | Sequence[str] | date | datetime) -> object:
    return value if isinstance(value, str | date) else list(value)


def _split(rest: str) -> tuple[str, bool, str]:
    """At the first line of hyphens: the head before it, whether there is one, the text after it."""
    start = 0
    while start <= len(rest):
        end = rest.find("\n", start)
        end = len(rest) if end < 0 else end
        if rest[start:end].rstrip() == RULE:
            return rest[:start], True, rest[end + 1 :]
        start = end + 1
    return "", False, ""


def _fields(head: str) -> Iterator[tuple[str, Field]]:
    """One mapping of words and lists of words. The parser keeps a stack, so depth can't exhaust ours."""
    name, items, depth = "", None, 0  # type: str, list[str] | None, int
    line = 2
    try:
        for event in yaml.parse(head, Loader=yaml.SafeLoader):
            line = _line_of(event)
            _refuse_the_clever(event, line)
            match event:
                case yaml.MappingStartEvent() if depth == 0:
                    depth = 1
                case yaml.SequenceStartEvent() if depth == 1 and name:
                    depth, items, began = 2, [], line
                case yaml.SequenceEndEvent() if items is not None:
                    yield name, Field(tuple(items), began)
                    name, items, depth = "", None, 1
                case yaml.ScalarEvent() if items is not None:
                    items.append(event.value)
                case yaml.ScalarEvent() if depth == 1 and name:
                    yield name, Field(event.value, line)
                    name = ""
                case yaml.ScalarEvent() if depth == 1 and event.value:
                    name = event.value
                case yaml.NodeEvent() | yaml.DocumentStartEvent(explicit=True):
                    raise HeadProblem(line, "only lines like “name: words” or lists of words are understood")
    except yaml.YAMLError as error:
        mark = getattr(error, "context_mark", None) or getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or "it is not YAML"
        raise HeadProblem(mark.line + 2 if mark else line, f"not understood: {reason}") from None


def _line_of(event: Any) -> int:
    return int(event.start_mark.line) + 2  # after the line of hyphens; the parser counts from 0


def _refuse_the_clever(event: Any, line: int) -> None:
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise HeadProblem(line, "references (& and *) are not understood; quote words that begin with them")
    if getattr(event, "tag", None):
        raise HeadProblem(line, "types (!) are not understood; quote words that begin with !")
