from __future__ import annotations

from django.utils.translation import gettext

from smartai.core.departments.models import Department
from smartai.core.saved_replies.actions import bring_back_saved_reply, remove_saved_reply, save_saved_reply
from smartai.core.saved_replies.events import SavedReplyChanged
from smartai.core.saved_replies.models import SavedReply
from smartai.core.saved_replies.told import told_of
from smartai.core.undoing.errors import UndoRefused
from smartai.core.undoing.undoing import Undoing, held, still
from smartai.core.workspace.policies import is_agent, is_supervisor
from smartai.foundation.accounts.actors import Actor, person_of


def undo_reply(fact: SavedReplyChanged, *, by: Actor) -> None:
    reply, removed = held(SavedReply.objects.visible_to(by), fact.reply_id), fact.what == "removed"
    still({"archived": reply.removed_at is not None}, {"archived": removed})
    if removed:
        bring_back_saved_reply(reply, by=by)
    elif fact.what == "changed":
        _give_back(reply, fact, by)
    else:
        remove_saved_reply(reply, by=by)


def _give_back(reply: SavedReply, fact: SavedReplyChanged, by: Actor) -> None:
    still(told_of(reply), {**fact.after, "person_id": None})
    values = {**told_of(reply), **fact.before}
    department = Department.objects.filter(pk=values["department_id"], archived_at=None).first()
    if values["department_id"] and department is None:
        raise UndoRefused(gettext("The department that had it is archived. Change it on its page."))
    save_saved_reply(
        reply, by=by, name=values["name"], text=values["text"], shared=True, department=department
    )


def _may(actor: Actor, fact: SavedReplyChanged) -> bool:
    """One's own, and for supervisors and owners what is shared."""
    if not fact.person_id:
        return is_supervisor(actor)
    person = person_of(actor)
    return person is not None and person.pk == fact.person_id


def _tells_enough(fact: SavedReplyChanged) -> bool:
    return fact.person_id != 0 and (fact.what != "changed" or bool(fact.after))


WAYS = (
    Undoing(SavedReplyChanged, undo_reply, ("reply_id",), keepers=is_agent, allowed=_may, told=_tells_enough),
)
