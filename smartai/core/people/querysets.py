"""Named reads of people. ``Person`` belongs to accounts, so these are functions over its query set."""

from __future__ import annotations

from django.db.models import QuerySet

from smartai.core.workspace.policies import is_agent
from smartai.foundation.accounts.actors import Actor, person_of
from smartai.foundation.accounts.models import AGENTS, COLLEAGUES, EmailAddress, Person, Role


def people_visible_to(actor: Actor) -> QuerySet[Person]:
    """Agents see everybody; a light agent or a customer themselves; a visitor nobody."""
    if is_agent(actor):
        return Person.objects.all()
    person = person_of(actor)
    return Person.objects.filter(pk=person.pk) if person else Person.objects.none()


def team() -> QuerySet[Person]:
    """Everybody who works here, by name."""
    return Person.objects.filter(role__in=COLLEAGUES, active=True).order_by("name", "pk")


def agents() -> QuerySet[Person]:
    """Everybody a ticket can be assigned to, by name: who answers customers."""
    return Person.objects.filter(role__in=AGENTS, active=True).order_by("name", "pk")


def has_owner() -> bool:
    """Whether anybody owns this help desk, active or not."""
    return Person.objects.filter(role=Role.OWNER).exists()


def owner_of_address(address: str) -> Person | None:
    """Who proved the address (normal form)."""
    proven = (
        EmailAddress.objects.select_related("person").filter(address=address, proven_at__isnull=False).first()
    )
    return proven.person if proven and proven.person.active else None


def is_proven(address: str) -> bool:
    """Whether anybody proved the address (normal form), let in or not."""
    return EmailAddress.objects.filter(address=address, proven_at__isnull=False).exists()


def has_proven(person_id: int, address: str) -> bool:
    """Whether the address (normal form) is one that this person proved."""
    return EmailAddress.objects.filter(person=person_id, address=address, proven_at__isnull=False).exists()


def claimant_of_address(address: str) -> Person | None:
    """The unproven person who holds tickets of this address until somebody proves it."""
    claim = (
        EmailAddress.objects.select_related("person")
        .filter(
            address=address,
            proven_at=None,
            person__email=address,
            person__erased_at=None,
        )
        .exclude(person__addresses__proven_at__isnull=False)
        .order_by("pk")
        .first()
    )
    return claim.person if claim else None
