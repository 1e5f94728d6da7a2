"""The lists that every form and every action needs: statuses, priorities, departments, fields.

They are small and change seldom: read together, kept for at most a second a process.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from smartai.core.departments.models import Department
from smartai.core.tickets.models import (
    Category,
    Channel,
    CustomField,
    FieldPanel,
    FormPart,
    Part,
    Priority,
    Status,
    Ticket,
)
from smartai.core.workspace.choices import choices

FRESH_FOR = 1.0


@dataclass(frozen=True)
class Catalogue:
    """``field_departments`` and ``field_panels`` hold the fields that are not asked everywhere. There, as in
    tickets, no panel is our own pages.
    """

    statuses: tuple[Status, ...]
    priorities: tuple[Priority, ...]
    departments: tuple[Department, ...]
    fields: tuple[CustomField, ...]
    field_departments: dict[int, frozenset[int]] = field(default_factory=dict)
    field_panels: dict[int, frozenset[int | None]] = field(default_factory=dict)
    parts: dict[str, int] = field(default_factory=dict)

    def status(self, pk: int) -> Status:
        """Also one that another process made within the last second."""
        known = next((status for status in self.statuses if status.pk == pk), None)
        return known or Status.objects.get(pk=pk)

    def first_status(self, category: Category) -> Status:
        """The status that an action chooses for a category."""
        return next(s for s in self.statuses if s.category == category and s.archived_at is None)

    def status_words(self, pk: int, called: str) -> str:
        """In the reader's language where the status has no name of its own; else as it was called then."""
        known = next((status for status in self.statuses if status.pk == pk), None)
        return known.label if known and not known.name else called

    def priority(self, pk: int | None) -> Priority | None:
        return next((priority for priority in self.priorities if priority.pk == pk), None)

    def default_priority(self) -> Priority | None:
        chosen = self.priority(choices().form.default_priority)
        return chosen or next((priority for priority in self.priorities if priority.is_default), None)

    def department(self, pk: int | None) -> Department | None:
        return next((department for department in self.departments if department.pk == pk), None)

    @property
    def active_departments(self) -> tuple[Department, ...]:
        return tuple(department for department in self.departments if department.archived_at is None)

    @property
    def offered_departments(self) -> tuple[Department, ...]:
        return tuple(department for department in self.active_departments if department.offered)

    def default_department(self) -> Department:
        """The owner's choice while it is active, else the first active one."""
        chosen = self.department(choices().form.default_department)
        active = self.active_departments
        return chosen if chosen in active and chosen is not None else active[0]

    def fields_for(self, department_id: int | None) -> tuple[CustomField, ...]:
        """Living fields of a department, in order, whichever panel asks them; None means any department."""
        return tuple(
            field for field in self.fields if field.removed_at is None and self.concerns(field, department_id)
        )

    def fields_of(self, ticket: Ticket) -> tuple[CustomField, ...]:
        """What the team fills in on a ticket: of its department and of the panel that it was written in.

        One that the team opened was written in none, and may have what any panel asks.
        """
        fields = self.fields_for(ticket.department_id)
        if ticket.channel != Channel.WEB:
            return fields
        return tuple(field for field in fields if self.asked_in(field, ticket.panel_id))

    def fields_asked(self, department_ids: Iterable[int], panel_id: int | None) -> tuple[CustomField, ...]:
        """Living fields that a panel asks customers for one of these departments, in order."""
        ids = frozenset(department_ids)
        return tuple(
            field
            for field in self.fields_for(None)
            if field.for_customers
            and self.asked_in(field, panel_id)
            and any(self.concerns(field, pk) for pk in ids)
        )

    def form_order(self) -> tuple[str, ...]:
        """What the form asks as customers meet it: names of its parts, keys of the owner's living fields."""
        fields = [field for field in self.fields if field.removed_at is None]
        if not self.parts:
            first = [part.value for part in Part if part != Part.ATTACHMENTS]
            return (*first, *(field.key for field in fields), Part.ATTACHMENTS.value)
        placed = [(field.position, field.pk, field.key) for field in fields]
        placed += [(self.parts.get(part, 0), 0, part.value) for part in Part]
        return tuple(key for _position, _pk, key in sorted(placed))

    def concerns(self, field: CustomField, department_id: int | None) -> bool:
        """True when the field is asked in that department; None asks for any."""
        departments = self.field_departments.get(field.pk, frozenset())
        return not departments or department_id is None or department_id in departments

    def asked_in(self, field: CustomField, panel_id: int | None) -> bool:
        """True when that panel asks the field."""
        panels = self.field_panels.get(field.pk, frozenset())
        return not panels or panel_id in panels


class _Kept:
    catalogue: Catalogue | None = None
    read_at: float = 0.0


_kept = _Kept()


def catalogue() -> Catalogue:
    """Seven small statements a second and process at most; none otherwise."""
    kept, now = _kept.catalogue, time.monotonic()
    if kept is None or now - _kept.read_at > FRESH_FOR:
        kept = _read()
        _kept.catalogue, _kept.read_at = kept, now
    return kept


def forget_catalogue() -> None:
    """The next read looks again: after a change, and between tests."""
    _kept.catalogue = None


def _read() -> Catalogue:
    departments: dict[int, set[int]] = {}
    of_some = CustomField.objects.exclude(departments=None).values_list("pk", "departments")
    for field_id, department_id in of_some:
        departments.setdefault(field_id, set()).add(department_id)
    panels: dict[int, set[int | None]] = {}
    for field_id, panel_id, is_default in FieldPanel.objects.values_list(
        "field_id", "panel_id", "panel__is_default"
    ):
        panels.setdefault(field_id, set()).add(None if is_default else panel_id)
    return Catalogue(
        statuses=tuple(Status.objects.all()),
        priorities=tuple(Priority.objects.all()),
        departments=tuple(Department.objects.all()),
        fields=tuple(CustomField.objects.all()),
        field_departments={pk: frozenset(ids) for pk, ids in departments.items()},
        field_panels={pk: frozenset(ids) for pk, ids in panels.items()},
        parts=dict(FormPart.objects.values_list("name", "position")),
    )
