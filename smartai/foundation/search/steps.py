"""Searches that ask the database together: what several of them want to know at a time is one statement.

A search is a generator that says what it wants to know (``answer = yield from ask(Look(…))``) and returns
what it found. ``together`` runs several side by side.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Sequence
from typing import Any, Generic, Self, TypeVar

A = TypeVar("A")
R = TypeVar("R")


class Asks(ABC, Generic[A]):
    """Something to be known from the database."""

    @classmethod
    @abstractmethod
    def answered(cls, asked: Sequence[Self]) -> list[A]:
        """An answer to each of them, from one statement as far as that is possible."""


Steps = Generator[Asks[Any], Any, R]


def ask(asked: Asks[A]) -> Steps[A]:
    answer: A = yield asked
    return answer


def alone(search: Steps[R]) -> R:
    found: R = together(search)[0]
    return found


def together(*searches: Steps[Any]) -> list[Any]:
    """What each of them found, in the same order. None of them waits for another longer than one step."""
    found: list[Any] = [None] * len(searches)
    answers: dict[int, Any] = dict.fromkeys(range(len(searches)))
    while answers:
        asked: dict[type[Asks[Any]], dict[int, Asks[Any]]] = {}
        for place, answer in answers.items():
            try:
                wanted = searches[place].send(answer)
            except StopIteration as end:
                found[place] = end.value
            else:
                asked.setdefault(type(wanted), {})[place] = wanted
        answers = {}
        for kind, wants in asked.items():
            answers |= zip(wants, kind.answered(list(wants.values())), strict=True)
    return found
