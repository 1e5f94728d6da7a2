from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from smartai.core.saved_replies.actions.save_saved_reply import tell
from smartai.core.saved_replies.models import SavedReply
from smartai.core.saved_replies.policies import can_change_saved_reply
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor


def remove_saved_reply(reply: SavedReply, *, by: Actor) -> None:
    """Is offered no more; it can be brought back."""
    _mark(reply, timezone.now(), "removed", by)


def bring_back_saved_reply(reply: SavedReply, *, by: Actor) -> None:
    _mark(reply, None, "brought back", by)


@transaction.atomic
def _mark(reply: SavedReply, removed_at: datetime | None, what: str, by: Actor) -> None:
    require(can_change_saved_reply(by, reply))
    reply.removed_at = removed_at
    reply.save(update_fields=["removed_at"])
    tell(reply, what, by=by)
