from __future__ import annotations

from dataclasses import dataclass, field

from smartai.foundation.events.event import ChangeEvent, Event


@dataclass(frozen=True, kw_only=True)
class DepartmentCreated(Event):
    kind = "departments.created"

    department_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class DepartmentChanged(ChangeEvent):
    """Until there was ``DepartmentRestored``, also that it was brought back."""

    kind = "departments.changed"

    department_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class DepartmentArchived(Event):
    kind = "departments.archived"

    department_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class DepartmentRestored(Event):
    kind = "departments.restored"

    department_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class DepartmentsOrdered(Event):
    """``before`` and ``after`` are the ids of those that were moved, in their order."""

    kind = "departments.ordered"

    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class MembersChanged(Event):
    """``member_ids`` are those who work there now. Former facts don't say who did ``before``."""

    kind = "departments.members_changed"

    department_id: int
    member_ids: list[int]
    name: str = ""
    before_ids: list[int] | None = None
