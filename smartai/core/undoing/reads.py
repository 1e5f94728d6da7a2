from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from smartai.core.saved_replies.events import SavedReplyChanged
from smartai.core.tickets.events import TagsMerged
from smartai.core.undoing.registry import UNDOINGS
from smartai.core.workspace.policies import is_owner, is_supervisor
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.events.models import StoredEvent

RECENT: Final = 5_000
"""Facts that are looked at for who changed something since."""


def changes_visible_to(actor: Actor) -> QuerySet[StoredEvent]:
    """All facts for owners. For others of the team those of the lists that they keep; of saved replies those
    that are shared, and their own."""
    if is_owner(actor):
        return StoredEvent.objects.all()
    kinds = {kind for kind, way in UNDOINGS.items() if way.keepers(actor)}
    if is_supervisor(actor):
        kinds.add(TagsMerged.kind)
    person = person_of(actor)
    own = Q(payload__person_id=None) | Q(actor_id=person.pk if person else None)
    replies = Q(kind=SavedReplyChanged.kind) & ~own
    of_lists = StoredEvent.objects.filter(ticket_id=None, kind__in=sorted(kinds))
    return of_lists.exclude(replies)


def changed_since(fact: StoredEvent) -> StoredEvent | None:
    """The newest later fact about the same, among recent ones; None when none tells it. Two statements."""
    way = UNDOINGS[fact.kind]
    alike = [kind for kind, other in UNDOINGS.items() if other.subject == way.subject]
    kinds = [fact.kind] if _is_order(fact) else alike
    newest = StoredEvent.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    later = StoredEvent.objects.filter(pk__gt=max(fact.pk, newest - RECENT), kind__in=kinds)
    wanted = [fact.payload.get(name) for name in way.subject]
    return next(
        (
            one
            for one in later.order_by("-pk")
            if [one.payload.get(name) for name in way.subject] == wanted and _is_order(one) == _is_order(fact)
        ),
        None,
    )


def _is_order(fact: StoredEvent) -> bool:
    """Where things stand is told apart from what they are."""
    return isinstance(fact.payload.get("before"), list)
