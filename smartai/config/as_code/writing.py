"""YAML for people: comments, one way to write each value, long texts as blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

_OTHER_ENDS = {"\u2028", "\u2029"}
WIDTH = 1_000_000  # a line is broken where its text is, and nowhere else


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        """The same list twice is written twice."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, words: str) -> yaml.ScalarNode:
    """Lines as a block, but for empty ones at an end: a block that ends with them ends the document too.

    What YAML takes for the end of a line beside the usual one stands escaped in quotes.
    """
    style = None if "\n" not in words else "|" if words == words.strip("\n") else '"'
    if _OTHER_ENDS & set(words):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style=style)


_Dumper.add_representer(str, _text)


@dataclass(frozen=True)
class Choice:
    name: str
    value: Any
    options: str = ""


class Lines:
    """Grows from top to bottom."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def text(self) -> str:
        return "".join(self._parts)

    def comment(self, *words: str, indent: int = 0) -> None:
        for line in words:
            self._parts.append(f"{' ' * indent}# {' '.join(line.split())}\n")

    def gap(self, name: str) -> None:
        self._parts.append("\n")
        self.name(name)

    def name(self, name: str, *, indent: int = 0) -> None:
        self._parts.append(f"{' ' * indent}{name}:\n")

    def value(self, name: str, value: Any, *, indent: int = 0, said: str = "") -> None:
        text = _dumped({name: value})
        if said and text.count("\n") == 1:
            text = f"{text[:-1]}  # {said}\n"
        self._parts.append(_indented(text, indent))

    def choices(self, name: str, choices: Sequence[Choice], *, indent: int) -> None:
        self.name(name, indent=indent)
        for one in choices:
            self.value(one.name, one.value, indent=indent + 2, said=one.options)

    def rows(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """A list of the file; without rows too, so that it says that there are none."""
        rows = list(rows)
        self._parts.append("\n")
        if not rows:
            self._parts.append(f"{name}: []\n")
            return
        self.name(name)
        for row in rows:
            self.row(row)

    def row(self, row: Mapping[str, Any]) -> None:
        self._parts.append(_dumped([dict(row)]))

    def nested(self, name: str, rows: Sequence[Mapping[str, Any]], *, indent: int) -> None:
        self._parts.append(_indented(_dumped({name: [dict(row) for row in rows]}), indent))


def _dumped(value: Any) -> str:
    text: str = yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, default_flow_style=False, width=WIDTH
    )
    return text


def _indented(text: str, indent: int) -> str:
    """Every line that is not empty; a space that is none to YAML makes a line too."""
    return "\n".join(" " * indent + line if line else line for line in text.split("\n"))
