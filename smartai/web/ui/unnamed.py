"""What of a ticket may be shown to others: without the names and addresses of its customers."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from smartai.core.people.models import Profile
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.models import Person
from smartai.lib.unnamed import without_names


@dataclass(frozen=True)
class Names:
    """Of everybody who asks; and whom they work for, and their phones."""

    people: list[str]
    others: list[str]


def names_of(ticket: Ticket) -> Names:
    """Two statements."""
    people = Person.objects.filter(participations__ticket=ticket).union(
        Person.objects.filter(pk=ticket.requester_id)
    )
    found = dict(people.values_list("pk", "name"))
    rows = Profile.objects.filter(person__in=list(found)).values_list(
        "company", "organisation__name", "phone"
    )
    return Names(list(found.values()), [word for row in rows for word in row if word])


def unnamed(text: str, names: Names) -> str:
    instead, address = gettext("[customer]"), gettext("[address]")
    return without_names(text, people=names.people, others=names.others, instead=instead, address=address)
