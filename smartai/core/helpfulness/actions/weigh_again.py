from __future__ import annotations

from smartai.core.helpfulness.models import Arrival
from smartai.core.workspace.policies import is_agent, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.jobs.due import try_again


def weigh_again(*, by: Actor) -> int:
    """What could not be weighed is due now, with all its tries. Says how many requests."""
    require(is_agent(by))
    return try_again(Arrival.objects.unweighed())
