"""First steps: name, colour and logo."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponseBase
from pydantic import ValidationError

from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.choices import choices, forget_choices
from smartai.core.workspace.models import Step
from smartai.foundation.files.models import StoredFile
from smartai.lib.colour import brand_colours
from smartai.web.console.first_steps import gone_on, show_step
from smartai.web.console.forms.first_steps import LookForm
from smartai.web.console.frame import me
from smartai.web.console.received_logo import exchange, received_logo, with_logo
from smartai.web.ui.visitors import VisitorRequest


def look(request: VisitorRequest) -> HttpResponseBase:
    forget_choices()
    stored = choices().brand
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LookForm(stored, *sent)
    if sent and form.is_valid():
        logo = received_logo(request, form)
        try:
            if not form.errors:
                _keep_look(request, form, logo)
        except ValidationError as error:
            form.add_problems(error)
        if not form.errors:
            return gone_on(request, Step.LOOK)
    context = {
        "form": form,
        "stored_colour": stored.colour,
        "colours": brand_colours(stored.colour),
        "has_logo": bool(stored.logo),
    }
    return show_step(request, Step.LOOK, context, form.http_status)


@transaction.atomic
def _keep_look(request: VisitorRequest, form: LookForm, logo: StoredFile | None) -> None:
    values, before = with_logo(request, form, logo), choices().brand.logo
    change_choices("brand", values, by=me(request))
    exchange(logo, replaced=before if values.get("logo", before) != before else "")
