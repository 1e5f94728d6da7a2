from __future__ import annotations

from typing import Any

from smartai.core.workspace.models import SupportPanel

NAMES = ("name", "origins", "active", "key")


def told_of(panel: SupportPanel) -> dict[str, Any]:
    """What facts say of a panel; its choices have facts of their own."""
    return {name: getattr(panel, name) for name in NAMES}
