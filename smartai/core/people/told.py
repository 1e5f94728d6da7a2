from __future__ import annotations

from typing import Any

from smartai.core.people.models import RegistrationField


def told_of(field: RegistrationField) -> dict[str, Any]:
    """What facts say of a question at registration."""
    return {name: getattr(field, name) for name in ("label", "hint", "required", "position")}
