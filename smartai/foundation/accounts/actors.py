"""Who acts. Every action and every read takes one of these, never an ambient user."""

from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.accounts.models import Person


@dataclass(frozen=True)
class LinkHolder:
    """Somebody who came by the link of an e-mail: may read and answer one ticket, nothing else."""

    person: Person
    ticket_id: int
    link_id: int


@dataclass(frozen=True)
class Visitor:
    """Somebody who is not signed in."""


@dataclass(frozen=True)
class System:
    """The product itself: demo content, sweeps, consequences."""

    reason: str


Actor = Person | LinkHolder | Visitor | System
NOBODY = Visitor()


def person_of(actor: Actor) -> Person | None:
    """The person behind the actor, if there is one."""
    match actor:
        case Person():
            return actor
        case LinkHolder():
            return actor.person
        case _:
            return None
