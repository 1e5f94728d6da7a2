from __future__ import annotations

from typing import Any

from django.db import transaction

from smartai.core.workspace.choices import GROUPS, Choices, forget_choices, parsed
from smartai.core.workspace.errors import NotAllowed
from smartai.core.workspace.events import ChoicesChanged
from smartai.core.workspace.models import Workspace
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.record import record


@transaction.atomic
def change_choices(group: str, values: dict[str, Any], *, by: Actor) -> Choices:
    """Changes some choices of one group; the others stay.

    Raises pydantic's ``ValidationError`` when a value is wrong (then nothing changed), and ``NotAllowed``
    for everybody but owners.
    """
    if not (isinstance(by, System) or (isinstance(by, Person) and by.is_owner)):
        raise NotAllowed
    Workspace.objects.get_or_create(pk=1)
    row = Workspace.objects.select_for_update().get(pk=1)
    before = parsed(0, row.choices).model_dump(mode="json")[group]
    after = GROUPS[group](**{**before, **values}).model_dump(mode="json")
    changed = sorted(name for name in after if after[name] != before[name])
    if changed:
        row.version += 1
        row.choices = {**row.choices, group: after}
        row.save(update_fields=["choices", "version"])
        told = [name for name in changed if name not in GROUPS[group].secrets]
        fact = ChoicesChanged(
            group=group, names=changed, version=row.version,
            before={name: before[name] for name in told}, after={name: after[name] for name in told},
        )  # fmt: skip
        record(fact, by=by)
        transaction.on_commit(forget_choices)
    forget_choices()
    return parsed(row.version, row.choices)
