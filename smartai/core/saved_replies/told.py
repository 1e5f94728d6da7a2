from __future__ import annotations

from typing import Any

from smartai.core.saved_replies.models import SavedReply

NAMES = ("name", "text", "person_id", "department_id")


def told_of(reply: SavedReply) -> dict[str, Any]:
    """What facts may say of a saved reply that is shared."""
    return {name: getattr(reply, name) for name in NAMES}
