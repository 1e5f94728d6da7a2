"""Questions of permission that every package asks."""

from __future__ import annotations

from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import Person


def is_team(actor: Actor) -> bool:
    """Agents, owners, and the product itself."""
    return isinstance(actor, System) or (isinstance(actor, Person) and actor.active and actor.is_team)


def is_owner(actor: Actor) -> bool:
    return isinstance(actor, System) or (isinstance(actor, Person) and actor.active and actor.is_owner)


def require(allowed: bool) -> None:
    """Raises ``NotAllowed`` unless ``allowed``: the first beat of an action."""
    if not allowed:
        raise NotAllowed
