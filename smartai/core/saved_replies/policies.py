from __future__ import annotations

from smartai.core.saved_replies.models import SavedReply
from smartai.core.workspace.policies import is_supervisor
from smartai.foundation.accounts.actors import Actor, person_of


def can_change_saved_reply(actor: Actor, reply: SavedReply) -> bool:
    """Everybody keeps their own; supervisors and owners keep those that are shared."""
    if reply.person_id is None:
        return is_supervisor(actor)
    person = person_of(actor)
    return person is not None and person.pk == reply.person_id
