"""Questions of permission that every package asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import Person
from smartai.foundation.outside.own_origin import own_origin

if TYPE_CHECKING:
    from smartai.core.workspace.choices import Panelled


def is_team(actor: Actor) -> bool:
    """Whoever works here, light agents too, and the product itself: they read, and write notes."""
    return isinstance(actor, System) or (isinstance(actor, Person) and actor.active and actor.is_team)


def is_agent(actor: Actor) -> bool:
    """Agents and whoever may do what agents do (supervisors, owners): they answer customers."""
    return isinstance(actor, System) or (isinstance(actor, Person) and actor.active and actor.is_agent)


def is_supervisor(actor: Actor) -> bool:
    """Supervisors and owners: the work of all departments, and what the team works with."""
    return isinstance(actor, System) or (isinstance(actor, Person) and actor.active and actor.is_supervisor)


def is_owner(actor: Actor) -> bool:
    """Owners alone: how the product looks, who may sign in, who works here."""
    return isinstance(actor, System) or (isinstance(actor, Person) and actor.active and actor.is_owner)


def can_stand(panel: Panelled, host: str) -> bool:
    """Whether the panel may be inside a page of ``host``, an origin: one that the owner listed, or ours."""
    return panel.active and (host in panel.origins or host == own_origin())


def require(allowed: bool) -> None:
    """Raises ``NotAllowed`` unless ``allowed``: the first beat of an action."""
    if not allowed:
        raise NotAllowed
