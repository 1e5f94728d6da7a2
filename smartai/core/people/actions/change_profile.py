from __future__ import annotations

from typing import Any

from django.db import transaction

from smartai.core.people.errors import ProfileLocked
from smartai.core.people.events import PersonChanged
from smartai.core.people.models import Profile
from smartai.core.workspace.choices import choices
from smartai.core.workspace.policies import is_agent, is_team, require
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.record import record
from smartai.lib.text import one_line

ABOUT_ONESELF = ("name", "phone", "company")
PERSON_FIELDS = ("name", "language", "time_zone", "theme")
PROFILE_FIELDS = (
    "phone",
    "company",
    "notify",
    "answers",
    "mail_new",
    "mail_replies",
    "shortcuts",
)


@transaction.atomic
def change_profile(person: Person, *, by: Actor, **values: Any) -> Person:
    """Changes what is given: ``PERSON_FIELDS`` and ``PROFILE_FIELDS``; the rest stays.

    A customer's name, phone and company follow the owner's choice “Edit profile” (``ProfileLocked``);
    language, time zone, appearance and e-mail choices are always one's own.
    """
    actor = person_of(by)
    require(is_agent(by) or (isinstance(by, Person) and actor is not None and actor.pk == person.pk))
    if not is_team(by) and not choices().panel.edit_profile and not values.keys().isdisjoint(ABOUT_ONESELF):
        raise ProfileLocked
    unknown = values.keys() - {*PERSON_FIELDS, *PROFILE_FIELDS}
    if unknown:
        raise TypeError(f"not fields of a profile: {sorted(unknown)}")
    for name in values.keys() & set(ABOUT_ONESELF):
        values[name] = one_line(values[name])
    _save(person, values)
    record(PersonChanged(person_id=person.pk, names=sorted(values)), by=by)
    return person


def _save(person: Person, values: dict[str, Any]) -> None:
    own = [name for name in PERSON_FIELDS if name in values]
    for name in own:
        setattr(person, name, values[name])
    if own:
        person.save(update_fields=own)
    details = {name: values[name] for name in PROFILE_FIELDS if name in values}
    if details:
        Profile.objects.update_or_create(person=person, defaults=details)
