"""The fields as they would be with a row that somebody is just writing; nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from django.http import QueryDict

from smartai.core.tickets.catalogue import Catalogue
from smartai.core.tickets.models import CustomField
from smartai.core.workspace.choices import in_tickets
from smartai.lib.rules import Rule
from smartai.web.console.forms.field import RULES, FieldForm, as_kept, stored

NEW = "new"
T = TypeVar("T")


def with_draft(known: Catalogue, sent: QueryDict) -> Catalogue:
    """``row`` says which field it is. What can't be read yet is as it was; other rows change nothing."""
    row = sent.get("row", "")
    kept = next((field for field in known.fields if field.key == row and field.removed_at is None), None)
    if kept is None and row != NEW:
        return known
    form = FieldForm(sent, known=known, field=kept)
    form.is_valid()
    values = (stored(kept) if kept else {}) | form.cleaned_data
    drafted = _field(kept, as_kept(values), last=known)
    departments = frozenset(department.pk for department in values.get("departments", ()))
    others = tuple(field for field in known.fields if field.pk != drafted.pk)
    fields = sorted((*others, drafted), key=lambda field: field.position)
    panels = frozenset(in_tickets(panel) for panel in values.get("panels", ()))
    return replace(
        known, fields=tuple(fields),
        field_departments=_limited(known.field_departments, drafted.pk, departments),
        field_panels=_limited(known.field_panels, drafted.pk, panels),
    )  # fmt: skip


def _limited(known: dict[int, frozenset[T]], pk: int, ids: frozenset[T]) -> dict[int, frozenset[T]]:
    """None of them means that it is asked everywhere."""
    others = {other: its for other, its in known.items() if other != pk}
    return {**others, pk: ids} if ids else others


def _field(kept: CustomField | None, values: dict[str, Any], *, last: Catalogue) -> CustomField:
    """A new one has the number 0, and stands behind the others."""
    position = max((field.position for field in last.fields), default=0) + 1
    drafted = CustomField(pk=kept.pk if kept else 0, position=kept.position if kept else position)
    for name in ("label", "hint", "kind", "required", "for_customers"):
        if values.get(name) not in (None, ""):
            setattr(drafted, name, values[name])
    drafted.options = [option for option in values.get("options", []) if option]
    for name in RULES:
        rule = values.get(name) or Rule()
        setattr(drafted, name, rule.to_json())
    return drafted
