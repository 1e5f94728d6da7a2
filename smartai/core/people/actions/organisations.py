from __future__ import annotations

from django.db import transaction

from smartai.core.people.events import PersonChanged
from smartai.core.people.models import Organisation, Profile
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@transaction.atomic
def join_organisation(person: Person, name: str, *, by: Actor) -> Organisation | None:
    """The team says which organisation a customer belongs to; an empty name takes them out."""
    require(is_agent(by))
    name = one_line(name)[:120]
    organisation = Organisation.objects.get_or_create(name=name)[0] if name else None
    Profile.objects.update_or_create(person=person, defaults={"organisation": organisation})
    record(PersonChanged(person_id=person.pk, names=["organisation"]), by=by)
    return organisation
