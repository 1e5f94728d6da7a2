"""The frame of the first steps: how far one is, and where one goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from smartai.core.workspace.actions import take_step
from smartai.core.workspace.models import Step, StepState
from smartai.web.console.frame import me, show
from smartai.web.ui.first_steps import TITLES, state_of
from smartai.web.ui.visitors import VisitorRequest

READY = "ready"


@dataclass(frozen=True)
class Passed:
    """A step in the line of progress."""

    title: str
    url: str
    state: StepState
    current: bool


def show_step(
    request: VisitorRequest, step: Step, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    steps = list(Step)
    place = steps.index(step)
    frame = {
        "step": step.value,
        "place": place + 1,
        "all_of_them": len(steps),
        "title": TITLES[step],
        "steps": progress(step),
        "back_url": url_of(steps[place - 1]) if place else "",
        "later_url": reverse("console:start-later", args=[step.value]),
    }
    return show(request, f"start_{step.value}", "start", {**frame, **context}, status)


def progress(current: Step | None) -> list[Passed]:
    return [Passed(str(TITLES[step]), url_of(step), state_of(step), step is current) for step in Step]


def gone_on(request: VisitorRequest, step: Step, state: StepState = StepState.DONE) -> HttpResponse:
    """To the next step, or the end of them."""
    take_step(step, state, by=me(request))
    return redirect(after(step))


def after(step: Step) -> str:
    following = list(Step)[list(Step).index(step) + 1 :]
    return url_of(following[0]) if following else reverse("console:start-ready")


def url_of(step: Step) -> str:
    return reverse("console:start-step", args=[step.value])
