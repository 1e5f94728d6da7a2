from __future__ import annotations

from django.db import transaction

from smartai.core.people.events import PersonRegistered
from smartai.core.people.querysets import claimant_of_address
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import EmailAddress, Person, Role
from smartai.foundation.events.record import record
from smartai.lib.text import one_line


@transaction.atomic
def claim_person(address: str, *, name: str = "", language: str = "", by: Actor) -> Person:
    """The unproven person for an address that somebody typed; made when there is none.

    Never the person who proved the address: what a stranger writes in Jonas's name must not stand in
    Jonas's list. Once the address is proven, ``adopt_requests`` joins the two.
    """
    found = claimant_of_address(address)
    if found:
        return found
    person = Person.objects.create(
        name=one_line(name)[:200], email=address, language=language, role=Role.CUSTOMER
    )
    EmailAddress.objects.create(person=person, address=address)
    record(PersonRegistered(person_id=person.pk, role=person.role), by=by)
    return person
