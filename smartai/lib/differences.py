"""What became of a text: its lines as they stayed, went and came, and in a changed line the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

Kind = Literal["same", "gone", "new"]

MOST_LINES: Final = 4_000
"""Of each text; what is longer is compared as a whole, so that the time stays bounded."""
MOST_WORDS: Final = 600
"""Of a changed line, with the spaces between them."""
ALIKE: Final = 0.35
"""Of two lines: with less in common the one is gone and the other new."""
AROUND: Final = 3
"""Unchanged lines that are shown before and after a change."""
_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|\s+|[^\w\s]")
"""Chinese, Japanese and Korean are written without spaces: there each character counts."""


@dataclass(frozen=True)
class Piece:
    kind: Kind
    text: str


@dataclass(frozen=True)
class Part:
    """Lines that are shown, or how many the same ones are left out."""

    lines: list[list[Piece]]
    left_out: int = 0


def differences(before: str, after: str) -> list[list[Piece]]:
    """The lines of both in the order of reading, each as pieces of one kind after another."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) > MOST_LINES or len(new) > MOST_LINES:
        return (
            [[Piece("same", before)]] if before == after else [[Piece("gone", before)], [Piece("new", after)]]
        )
    lines: list[list[Piece]] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        if what == "equal":
            lines += [[Piece("same", line)] for line in old[a:b]]
        else:
            lines += _changed(old[a:b], new[c:d])
    return lines


def parts_of(lines: list[list[Piece]]) -> list[Part]:
    """Long stretches without a change are left out but for the lines around."""
    parts: list[Part] = []
    stretches = [(same, list(group)) for same, group in groupby(lines, key=_is_same)]
    for at, (same, group) in enumerate(stretches):
        first, last = at == 0, at == len(stretches) - 1
        head, tail = 0 if first else AROUND, 0 if last else AROUND
        left_out = len(group) - head - tail
        if not same or left_out < AROUND:
            parts.append(Part(group))
            continue
        parts += [Part(group[:head]), Part([], left_out), Part(group[len(group) - tail :])]
    return [part for part in parts if part.lines or part.left_out]


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[list[Piece]]:
    """Line by line while both have some; what is left of one of them is gone or new."""
    for line, other in zip(old, new, strict=False):
        yield from _line(line, other)
    yield from ([Piece("gone", line)] for line in old[len(new) :])
    yield from ([Piece("new", line)] for line in new[len(old) :])


def _line(old: str, new: str) -> list[list[Piece]]:
    apart = [[Piece("gone", old)], [Piece("new", new)]]
    words, others = _WORD.findall(old), _WORD.findall(new)
    if len(words) > MOST_WORDS or len(others) > MOST_WORDS:
        return apart
    said = SequenceMatcher(None, _said(words), _said(others), autojunk=False)
    if said.quick_ratio() < ALIKE or said.ratio() < ALIKE:
        return apart
    match = SequenceMatcher(None, words, others, autojunk=False)
    pieces: list[Piece] = []
    for what, a, b, c, d in match.get_opcodes():
        kinds: list[tuple[Kind, list[str]]] = (
            [("same", words[a:b])] if what == "equal" else [("gone", words[a:b]), ("new", others[c:d])]
        )
        pieces += [Piece(kind, "".join(part)) for kind, part in kinds if part]
    return [pieces]


def _said(words: list[str]) -> list[str]:
    """Without spaces and marks, which any two sentences have in common."""
    return [word for word in words if word[0].isalnum()] or words


def _is_same(line: list[Piece]) -> bool:
    return all(piece.kind == "same" for piece in line)
