"""Facts: what happened, typed, in the past tense."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, Self


class Audience(StrEnum):
    """Who may ever be told of a fact. ``TEAM`` facts must never reach a customer in any form."""

    CUSTOMER = "customer"
    TEAM = "team"


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all facts. Fields are JSON values: numbers, strings, booleans, lists of them, None.

    ``kind`` is the stored name and never changes; ``ticket_id`` (when a subclass has it) is the ticket
    whose timeline shows the fact.
    """

    kind: ClassVar[str]
    audience: ClassVar[Audience] = Audience.TEAM
    known: ClassVar[dict[str, type[Event]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "kind" in cls.__dict__:
            Event.known[cls.kind] = cls

    def payload(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Self:
        """Fields that a later version added or dropped are ignored or left at their default."""
        names = cls.__dataclass_fields__
        return cls(**{name: value for name, value in payload.items() if name in names})


@dataclass(frozen=True, kw_only=True)
class ChangeEvent(Event):
    """Base of facts about a row of a list: by name what the change found and what it left, where they differ.

    Both are empty in facts that were recorded before they were kept. Secrets are in neither.
    """

    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)


def differing(found: dict[str, Any], left: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """``before`` and ``after`` of a fact: of two descriptions of the same row, what they don't share."""
    names = [name for name in left if found.get(name) != left[name]]
    return {name: found[name] for name in names if name in found}, {name: left[name] for name in names}
