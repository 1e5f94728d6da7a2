from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from smartai.core.departments.models import Department
from smartai.core.saved_replies.events import SavedReplyChanged
from smartai.core.saved_replies.models import SavedReply
from smartai.core.saved_replies.policies import can_change_saved_reply
from smartai.core.saved_replies.search import index_saved_reply
from smartai.core.saved_replies.told import told_of
from smartai.core.workspace.policies import is_agent, is_supervisor, require
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.events.event import differing
from smartai.foundation.events.record import record
from smartai.lib.text import clean_text, one_line


@transaction.atomic
def save_saved_reply(
    reply: SavedReply | None,
    *,
    by: Actor,
    name: str,
    text: str,
    shared: bool = False,
    department: Department | None = None,
) -> SavedReply:
    """Writes a saved reply (``None`` makes a new one), one's own or, for supervisors and owners, one that
    is shared.

    ``department`` counts only when it is shared.
    """
    require(is_agent(by))
    require(is_supervisor(by) or not shared)
    if reply is not None:
        require(can_change_saved_reply(by, reply))
    found = told_of(SavedReply.objects.select_for_update().get(pk=reply.pk)) if reply else None
    reply = reply or SavedReply()
    reply.name, reply.text = one_line(name)[:80], clean_text(text).strip()
    reply.person = None if shared else person_of(by)
    reply.department = department if shared else None
    reply.changed_at = timezone.now()
    reply.save()
    index_saved_reply(reply)
    if found is None:
        tell(reply, "made", by=by)
    elif found != (left := told_of(reply)):
        shared = all(told["person_id"] is None for told in (found, left))
        before, after = differing(found, left) if shared else ({}, {})
        tell(reply, "changed", by=by, before=before, after=after)
    return reply


def tell(reply: SavedReply, what: str, *, by: Actor, **values: dict[str, Any]) -> None:
    """Records what became of it. What is one's own is nobody else's to read: the fact names it only."""
    fact = SavedReplyChanged(
        reply_id=reply.pk, name=reply.name, what=what, person_id=reply.person_id, **values
    )
    record(fact, by=by)
