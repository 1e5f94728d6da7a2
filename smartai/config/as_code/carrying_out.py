"""A plan that has no problems, carried out: all of it or nothing."""

from __future__ import annotations

from django.db import transaction

from smartai.config.as_code.pictures import receive_picture
from smartai.config.as_code.plan import Plan
from smartai.core.tickets.catalogue import forget_catalogue
from smartai.core.workspace.choices import forget_choices
from smartai.core.workspace.models import Workspace


class ChangedMeanwhile(Exception):
    """Somebody saved settings since the plan was made."""


def carry_out(plan: Plan) -> None:
    """In one transaction. Raises ``ChangedMeanwhile``, and what actions raise when rows changed meanwhile.

    Pictures first: of a transaction that fails they are left as uploads that nobody uses, and are swept.
    """
    assert not plan.problems
    for picture in plan.pictures:
        receive_picture(plan.root, picture)
    with transaction.atomic():
        Workspace.objects.get_or_create(pk=1)
        if Workspace.objects.select_for_update().get(pk=1).version != plan.version:
            raise ChangedMeanwhile
        for _stage, step in sorted(plan.steps, key=lambda one: one[0]):
            step()
    forget_choices()
    forget_catalogue()
