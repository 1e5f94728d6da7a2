"""Rules of a form: when a question is shown or needed, by what the other questions were answered.

The browser decides the same by ``frontend/src/scripts/rules.ts``; what counts is what is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

Answer = str | int | float | bool | list[str] | None

MOST_CLAUSES: Final = 10
"""That one rule may have."""


class Operator(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    CONTAINS = "contains"
    LACKS = "lacks"
    GREATER = "greater"
    LESS = "less"
    FILLED = "filled"
    EMPTY = "empty"


WITHOUT_VALUE: Final = frozenset({Operator.FILLED, Operator.EMPTY})


@dataclass(frozen=True)
class Clause:
    """``on`` is the key of the question that is looked at."""

    on: str
    operator: Operator
    value: str | int | float | bool = ""


@dataclass(frozen=True)
class Rule:
    """All of its clauses must be true, or one of them. Without any it says nothing, and is no rule at all."""

    clauses: tuple[Clause, ...] = ()
    any_of: bool = False

    def __bool__(self) -> bool:
        return bool(self.clauses)

    def to_json(self) -> dict[str, Any]:
        """What ``read_rule`` reads; nothing for a rule that says nothing."""
        if not self.clauses:
            return {}
        kept = [[clause.on, str(clause.operator), clause.value] for clause in self.clauses]
        return {"any": self.any_of, "clauses": kept}


def read_rule(kept: Any) -> Rule:
    """The rule that was kept as JSON. What is no clause counts for nothing."""
    if not isinstance(kept, dict) or not isinstance(kept.get("clauses"), list):
        return Rule()
    found = [clause for one in kept["clauses"][:MOST_CLAUSES] if (clause := _clause(one))]
    return Rule(tuple(found), any_of=kept.get("any") is True)


def holds(rule: Rule, answers: Mapping[str, Answer]) -> bool:
    """Whether the answers are such. A rule that says nothing always holds."""
    if not rule.clauses:
        return True
    found = (_is_true(clause, answers.get(clause.on)) for clause in rule.clauses)
    return any(found) if rule.any_of else all(found)


def shown(rules: Mapping[str, Rule], answers: Mapping[str, Answer]) -> set[str]:
    """The keys of ``rules`` whose questions are shown. The answer to a hidden question counts for nothing.

    Also ends for rules that go round in a circle, which nobody should keep (see ``circle``).
    """
    hidden: set[str] = set()
    for _round in range(len(rules) + 1):
        known = {key: answer for key, answer in answers.items() if key not in hidden}
        now = {key for key, rule in rules.items() if not holds(rule, known)}
        if now == hidden:
            break
        hidden = now
    return set(rules) - hidden


def circle(rules: Mapping[str, Rule]) -> list[str]:
    """The keys of questions that are shown depending on each other in a circle, in its order; none mostly."""
    left = {key: [one.on for one in rule.clauses if one.on in rules] for key, rule in rules.items()}
    while free := [key for key, looked_at in left.items() if not any(on in left for on in looked_at)]:
        for key in free:
            del left[key]
    path: list[str] = list(left)[:1]
    while path:
        following = next(on for on in left[path[-1]] if on in left)
        if following in path:
            return path[path.index(following) :]
        path.append(following)
    return []


def _clause(kept: Any) -> Clause | None:
    if not (isinstance(kept, list) and len(kept) == 3 and isinstance(kept[0], str)):
        return None
    if kept[1] not in list(Operator) or not isinstance(kept[2], str | int | float | bool):
        return None
    return Clause(kept[0], Operator(kept[1]), kept[2])


def _is_true(clause: Clause, answer: Answer) -> bool:
    wanted = clause.value
    match clause.operator:
        case Operator.EMPTY:
            return _is_nothing(answer)
        case Operator.FILLED:
            return not _is_nothing(answer)
        case Operator.IS:
            return _is_same(answer, wanted)
        case Operator.IS_NOT:
            return not _is_same(answer, wanted)
        case Operator.CONTAINS:
            return _has(answer, wanted)
        case Operator.LACKS:
            return not _has(answer, wanted)
        case Operator.GREATER:
            return _is_before(wanted, answer)
        case Operator.LESS:
            return _is_before(answer, wanted)


def _is_nothing(answer: Answer) -> bool:
    return answer is None or answer == "" or answer == []


def _is_same(answer: Answer, wanted: Answer) -> bool:
    if isinstance(answer, str) and isinstance(wanted, str):
        return _plain(answer) == _plain(wanted)
    return answer == wanted and (type(answer) is type(wanted) or _both_numbers(answer, wanted))


def _has(answer: Answer, wanted: Answer) -> bool:
    if isinstance(answer, list):
        return wanted in answer
    return isinstance(answer, str) and isinstance(wanted, str) and _plain(wanted) in _plain(answer)


def _is_before(first: Answer, second: Answer) -> bool:
    """Numbers, or days as they are kept: ``2026-01-31``."""
    if isinstance(first, str) and isinstance(second, str):
        return bool(first) and first < second
    return _both_numbers(first, second) and first < second  # type: ignore[operator]  # they are


def _both_numbers(*answers: Answer) -> bool:
    return all(isinstance(one, int | float) and not isinstance(one, bool) for one in answers)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())
