"""A list of the settings: rows that a file names, matched with those that are there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from smartai.config.as_code.plan import Plan, Stage
from smartai.foundation.accounts.actors import Actor
from smartai.lib.ordering import in_new_order


class Row(BaseModel):
    """What a file says of one; what it does not mention stays. ``was`` is the name that it had before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    was: str | None = None


class Stored(Protocol):
    @property
    def pk(self) -> Any: ...


R = TypeVar("R", bound=Row)
M = TypeVar("M", bound=Stored)


class Match(Generic[R, M]):
    """One row of the file: which one it is here, and what it will be."""

    def __init__(self, at: int, row: R, model: M | None, before: R | None) -> None:
        self.at, self.model, self.before = at, model, before
        said = {name: getattr(row, name) for name in row.model_fields_set}
        self.after = (before or row).model_copy(update={**said, "was": None})


class Section(ABC, Generic[R, M]):
    """How one list is written, read and changed. ``ends`` is what becomes of a row that is not named."""

    name: ClassVar[str]
    row: ClassVar[type[Row]]
    ends: ClassVar[str] = "archived"

    @abstractmethod
    def known(self) -> Sequence[M]:
        """Those that are there, in their order."""

    @abstractmethod
    def as_row(self, model: M, plan: Plan | None = None) -> R:
        """As it is stored, whatever a file may say. With a plan: in the names that departments will have."""

    @abstractmethod
    def key(self, row: R) -> str:
        """By what a row is known again."""

    def called(self, row: R) -> str:
        return self.key(row)

    def key_before(self, row: R) -> str:
        """The key that ``was`` gives."""
        return row.was or ""

    @abstractmethod
    def save(self, model: M | None, row: R, plan: Plan) -> M:
        """Makes it (None) or changes it, by actions."""

    def end(self, model: M, by: Actor) -> None:
        """Only of lists whose rows end: those with ``ends``."""
        raise NotImplementedError

    def place(self, model: M, position: int, by: Actor) -> None:
        """Only of lists whose order counts."""
        raise NotImplementedError

    def look_into(self, at: int, said: Any, plan: Plan) -> None:
        """What more there is to find wrong in a row that could not be read."""

    def check(self, matches: list[Match[R, M]], rest: list[M], plan: Plan) -> None:
        """What only the product can find wrong."""

    def order(self, matches: list[Match[R, M]], plan: Plan) -> None:
        """Nothing, where the order does not count."""

    def written(self) -> list[dict[str, Any]]:
        return [self.as_row(one).model_dump(mode="json", exclude={"was"}) for one in self.known()]

    def differ(self, name: str, before: Any, after: Any) -> bool:
        return bool(before != after)

    def changed(self, match: Match[R, M]) -> list[str]:
        """What of a row that is there already will be another."""
        before, after = match.before, match.after
        names = type(after).model_fields if before else ()
        return [name for name in names if self.differ(name, getattr(before, name), getattr(after, name))]

    def ended(self, model: M) -> bool:
        """Whether a row that is not named has ended already, or never does."""
        return False

    def plan(self, rows: Sequence[tuple[int, R]], plan: Plan) -> None:
        """``rows`` with their places in the file's list."""
        matches, rest = self._matched(rows, plan)
        for match in matches:
            self._tell(match, plan)
        self.check(matches, rest, plan)
        for match in matches:
            if match.model is None or self.changed(match):
                plan.do(Stage.ROWS, partial(self._save, match, plan))
        self.order(matches, plan)
        self._end(rest, plan)

    def _matched(self, rows: Sequence[tuple[int, R]], plan: Plan) -> tuple[list[Match[R, M]], list[M]]:
        """By name; the second of one name in the file is the second of it here."""
        there: dict[str, deque[M]] = defaultdict(deque)
        for model in self.known():
            there[self.key(self.as_row(model, plan))].append(model)
        found: dict[int, M] = {}
        for key_of in (self.key, self.key_before):
            for at, row in rows:
                counts = at not in found and (key_of == self.key or row.was is not None)
                if counts and there[key_of(row)]:
                    found[at] = there[key_of(row)].popleft()
        matches = []
        for at, row in rows:
            one = found.get(at)
            matches.append(Match(at, row, one, self.as_row(one, plan) if one is not None else None))
        return matches, [model for left in there.values() for model in left]

    def _tell(self, match: Match[R, M], plan: Plan) -> None:
        key = self.called(match.after)
        if match.model is None:
            said = match.after.model_dump(mode="json", exclude={"was"}, exclude_defaults=True)
            plan.change(self.name, key, after=said)
        for name in self.changed(match):
            before, after = getattr(match.before, name), getattr(match.after, name)
            plan.change(self.name, key, name, before=before, after=after)

    def _save(self, match: Match[R, M], plan: Plan) -> None:
        match.model = self.save(match.model, match.after, plan)

    def _end(self, rest: list[M], plan: Plan) -> None:
        rest = [model for model in rest if not self.ended(model)]
        if not plan.prune:
            plan.left[self.name] = len(rest)
            return
        for model in rest:
            plan.change(self.name, self.called(self.as_row(model)), before=self.ends, after=None)
            plan.do(Stage.ENDS, partial(self.end, model, plan.by))


class OrderedSection(Section[R, M]):
    """A list whose order in the file is its order here; rows that are not named keep their places."""

    def order(self, matches: list[Match[R, M]], plan: Plan) -> None:
        before = [model.pk for model in self.known()]
        named = [match.model.pk for match in matches if match.model is not None]
        stand = [pk for pk in before if pk in set(named)]
        if stand != named:
            names = {match.model.pk: self.key(match.after) for match in matches if match.model is not None}
            plan.change(
                self.name, "order",
                before=[names[pk] for pk in stand], after=[self.key(match.after) for match in matches],
            )  # fmt: skip
        if stand != named or any(match.model is None for match in matches):
            plan.do(Stage.ORDER, partial(self._order, matches, plan))

    def _order(self, matches: list[Match[R, M]], plan: Plan) -> None:
        rows: list[Any] = list(self.known())
        order = [match.model.pk for match in matches if match.model is not None]
        stand = [row.pk for row in rows if row.pk in set(order)]
        if stand == order:
            return
        for row, position in in_new_order(rows, order):
            self.place(row, position, plan.by)


def unlike(names: Iterable[str], known: Callable[[str], bool]) -> list[tuple[int, str]]:
    """Names that mean nothing, with their places in the list."""
    return [(at, name) for at, name in enumerate(names) if not known(name)]
