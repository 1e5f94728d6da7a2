from __future__ import annotations

from typing import Any

from smartai.core.departments.models import Department


def told_of(department: Department) -> dict[str, Any]:
    """What facts say of a department."""
    return {"name": department.name, "offered": department.offered, "position": department.position}
