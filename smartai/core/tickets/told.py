"""What facts say of the rows of an owner's lists: all that their pages decide, as JSON."""

from __future__ import annotations

from typing import Any

from smartai.core.tickets.models import CustomField, Priority, Status


def status_told(status: Status) -> dict[str, Any]:
    return {"name": status.name, "category": str(status.category), "position": status.position}


def priority_told(priority: Priority, default: Priority | None) -> dict[str, Any]:
    """``default`` is which one new requests get: making one the default ends that of another."""
    return {
        "name": priority.name,
        "customer_words": priority.customer_words,
        "offered": priority.offered,
        "default": default.pk if default else None,
    }


def field_told(field: CustomField) -> dict[str, Any]:
    return {
        "label": field.label,
        "kind": str(field.kind),
        "hint": field.hint,
        "options": field.options,
        "required": field.required,
        "for_customers": field.for_customers,
        "departments": sorted(field.departments.values_list("pk", flat=True)),
        "panels": sorted(field.panels.values_list("pk", flat=True)),
        "shown_when": field.shown_when,
        "needed_when": field.needed_when,
    }
