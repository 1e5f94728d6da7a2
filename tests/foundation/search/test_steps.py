"""Searches side by side: what they want to know at the same time is asked together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from smartai.foundation.search.steps import Asks, Steps, alone, ask, together

asked_together: list[list[str]] = []


@dataclass(frozen=True)
class Word(Asks[str]):
    word: str

    @classmethod
    def answered(cls, asked: Sequence[Self]) -> list[str]:
        asked_together.append([one.word for one in asked])
        return [one.word.upper() for one in asked]


class Number(Word):
    """Another kind of question, with an answer of its own."""


def search(*asks: Asks[str]) -> Steps[list[str]]:
    found = []
    for one in asks:
        answer = yield from ask(one)
        found.append(answer)
    return found


def test_what_several_want_at_a_time_is_asked_once_and_each_gets_its_own_answer():
    asked_together.clear()
    found = together(search(Word("a"), Word("b")), search(), search(Word("c"), Number("d")))
    assert found == [["A", "B"], [], ["C", "D"]]
    assert asked_together == [["a", "c"], ["b"], ["d"]]


def test_a_search_alone_finds_the_same():
    assert alone(search(Word("a"), Number("b"))) == ["A", "B"]
