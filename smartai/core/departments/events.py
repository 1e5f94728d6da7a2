from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import Event


@dataclass(frozen=True, kw_only=True)
class DepartmentCreated(Event):
    kind = "departments.created"

    department_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class DepartmentChanged(Event):
    kind = "departments.changed"

    department_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class DepartmentArchived(Event):
    kind = "departments.archived"

    department_id: int
    name: str


@dataclass(frozen=True, kw_only=True)
class MembersChanged(Event):
    kind = "departments.members_changed"

    department_id: int
    member_ids: list[int]
