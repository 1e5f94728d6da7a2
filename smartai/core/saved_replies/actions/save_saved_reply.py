from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.departments.models import Department
from smartai.core.saved_replies.events import SavedReplyChanged
from smartai.core.saved_replies.models import SavedReply
from smartai.core.saved_replies.policies import can_change_saved_reply
from smartai.core.saved_replies.search import index_saved_reply
from smartai.core.workspace.policies import is_agent, is_supervisor, require
from smartai.foundation.accounts.actors import Actor, person_of
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
    what = "changed" if reply else "made"
    reply = reply or SavedReply()
    reply.name, reply.text = one_line(name)[:80], clean_text(text).strip()
    reply.person = None if shared else person_of(by)
    reply.department = department if shared else None
    reply.changed_at = timezone.now()
    reply.save()
    index_saved_reply(reply)
    record(SavedReplyChanged(reply_id=reply.pk, name=reply.name, what=what), by=by)
    return reply
