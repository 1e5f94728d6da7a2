"""What is left of the first steps: for their own pages, and for the card that reminds of them on the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartai.core.people.querysets import team
from smartai.core.tickets.catalogue import catalogue
from smartai.core.workspace.actions.first_steps import DISMISSED
from smartai.core.workspace.choices import choices, first_steps, panels
from smartai.core.workspace.groups import Brand
from smartai.core.workspace.models import Step, StepState
from smartai.foundation.accounts.models import Person
from smartai.web.ui.page import Link

TITLES: Final[dict[Step, Promise]] = {
    Step.LOOK: _("Name and look"),
    Step.DEPARTMENTS: _("Departments"),
    Step.MAIL: _("Mail"),
    Step.PLACE: _("Where customers write"),
    Step.COLLEAGUES: _("Colleagues"),
}


def state_of(step: Step) -> StepState:
    """Done is what was done here, and what was done anywhere else."""
    kept = first_steps().get(step, StepState.OPEN)
    return StepState.DONE if kept == StepState.DONE or _DONE[step]() else StepState(kept)


def left_for(person: Person) -> tuple[Link, ...]:
    """What an owner left for later, each with its page; empty once it was put away, or never begun.

    One statement at most, while there is something left.
    """
    known = first_steps()
    if not person.is_owner or not known or DISMISSED in known:
        return ()
    return left()


def left() -> tuple[Link, ...]:
    return tuple(
        Link(str(TITLES[step]), place_of(step)) for step in Step if state_of(step) is not StepState.DONE
    )


def place_of(step: Step) -> str:
    """The page of the settings that a step is a short form of."""
    if step is Step.LOOK:
        return reverse("console:group", args=["brand"])
    if step is Step.PLACE:
        default = next((panel.pk for panel in panels() if panel.is_default), 0)
        return reverse("console:panel", args=[default])
    if step is Step.MAIL:
        return reverse("console:start-step", args=[step.value])
    return reverse(f"console:{step.value}")


def _has_a_look() -> bool:
    ours, theirs = Brand(), choices().brand
    return (theirs.name, theirs.colour, theirs.logo) != (ours.name, ours.colour, ours.logo)


def _has_departments() -> bool:
    return [one.name for one in catalogue().active_departments] != ["Support"]


_DONE: Final[dict[Step, Callable[[], bool]]] = {
    Step.LOOK: _has_a_look,
    Step.DEPARTMENTS: _has_departments,
    Step.MAIL: lambda: bool(settings.SMTP_URL),
    Step.PLACE: lambda: any(panel.origins for panel in panels()),
    Step.COLLEAGUES: lambda: team().count() > 1,
}
