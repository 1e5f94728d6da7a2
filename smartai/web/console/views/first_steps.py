"""The first five minutes, `/desk/settings/start/`: from an empty help desk to one that customers write to."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from smartai.core.workspace.actions import dismiss_first_steps
from smartai.core.workspace.models import Step, StepState
from smartai.web.console.first_steps import gone_on, progress, url_of
from smartai.web.console.frame import me, show
from smartai.web.console.views import start_looks, start_mails, start_people, start_places
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.first_steps import left, state_of
from smartai.web.ui.visitors import VisitorRequest

PAGES: dict[Step, Callable[[VisitorRequest], HttpResponseBase]] = {
    Step.LOOK: start_looks.look,
    Step.DEPARTMENTS: start_people.departments,
    Step.MAIL: start_mails.mail,
    Step.PLACE: start_places.place,
    Step.COLLEAGUES: start_people.colleagues,
}


@open_to(Entry.OWNER)
@require_safe
def home(request: VisitorRequest) -> HttpResponse:
    """On where it was left: the first step that nobody did or put off."""
    open_ones = [step for step in Step if state_of(step) is StepState.OPEN]
    return redirect(url_of(open_ones[0]) if open_ones else reverse("console:start-ready"))


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters("password")
def step(request: VisitorRequest, step: str) -> HttpResponseBase:
    return PAGES[_step(step)](request)


@open_to(Entry.OWNER)
@require_POST
def later(request: VisitorRequest, step: str) -> HttpResponse:
    return gone_on(request, _step(step), StepState.LATER)


@open_to(Entry.OWNER)
@require_safe
def ready(request: VisitorRequest) -> HttpResponse:
    context = {
        "steps": progress(None),
        "left": left(),
        "support_url": f"{settings.BASE_URL}{reverse('panel:new')}",
    }
    return show(request, "start_ready", "start", context)


@open_to(Entry.OWNER)
@require_POST
def dismiss(request: VisitorRequest) -> HttpResponse:
    dismiss_first_steps(by=me(request))
    messages.success(request, gettext("Put away. You find the first steps in the settings, under “More”."))
    return redirect("desk:home")


def _step(name: str) -> Step:
    if name not in set(Step):
        raise Http404
    return Step(name)
