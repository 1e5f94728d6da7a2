"""The first five minutes: what was done, what was left for later, and when that is not shown any more."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from smartai.core.workspace.choices import forget_choices
from smartai.core.workspace.events import FirstStepsChanged
from smartai.core.workspace.models import Step, StepState, Workspace
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record

DISMISSED: Final = "dismissed"
"""Stands beside the steps once an owner put away what is left."""


@transaction.atomic
def begin_first_steps(*, by: Actor) -> None:
    """All of them are open; nothing happens where they were begun before."""
    require(is_owner(by))
    row = _held()
    if not row.first_steps:
        _keep(row, {step.value: StepState.OPEN.value for step in Step})


@transaction.atomic
def take_step(step: Step, state: StepState, *, by: Actor) -> None:
    """What was done stays done, also when it is left for later afterwards."""
    require(is_owner(by))
    row = _held()
    before = row.first_steps.get(step)
    if before == state or (before == StepState.DONE and state is StepState.LATER):
        return
    _keep(row, {**{one.value: StepState.OPEN.value for one in Step}, **row.first_steps, step.value: state})
    record(FirstStepsChanged(step=step, state=state), by=by)


@transaction.atomic
def dismiss_first_steps(*, by: Actor, dismiss: bool = True) -> None:
    """What is left is not shown any more; ``dismiss=False`` takes that back."""
    require(is_owner(by))
    row = _held()
    if (DISMISSED in row.first_steps) == dismiss:
        return
    kept = {name: state for name, state in row.first_steps.items() if name != DISMISSED}
    _keep(row, {**kept, DISMISSED: "yes"} if dismiss else kept)
    record(FirstStepsChanged(step="", state=DISMISSED if dismiss else ""), by=by)


def _held() -> Workspace:
    Workspace.objects.get_or_create(pk=1)
    return Workspace.objects.select_for_update().get(pk=1)


def _keep(row: Workspace, steps: dict[str, str]) -> None:
    row.first_steps = steps
    row.save(update_fields=["first_steps"])
    forget_choices()
    transaction.on_commit(forget_choices)
