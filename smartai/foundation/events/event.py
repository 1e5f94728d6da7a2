"""Facts: what happened, typed, in the past tense."""

from __future__ import annotations

from dataclasses import asdict, dataclass
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
