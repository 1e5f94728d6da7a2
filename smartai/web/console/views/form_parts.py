"""Title, message, department, priority and files, each by itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods
from pydantic import ValidationError

from smartai.core.tickets.models import Part
from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.choices import choices, forget_choices, parsed
from smartai.core.workspace.events import ChoicesChanged
from smartai.core.workspace.models import Workspace
from smartai.foundation.accounts.models import Person
from smartai.web.console.forms.form_part import FormPartForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me
from smartai.web.console.last_change import About
from smartai.web.console.views.fields import back_to_row, ids_in, show_row
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import labels
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, name: str) -> HttpResponse:
    if name not in Part.values:
        raise Http404
    forget_choices()
    data = request.POST if request.method == "POST" else None
    form = FormPartForm(Part(name), choices(), data, auto_id=ids_in(request, name))
    if request.method == "POST" and form.is_valid():
        try:
            _keep(form, me(request))
        except ValidationError as error:
            form.add_problems(error)
        except ChangedMeanwhile:
            pass
        else:
            messages.success(request, gettext("Saved."))
            return back_to_row(name)
    return show_row(request, form, title=labels(choices())[name])


def _keep(form: FormPartForm, by: Person) -> None:
    """All of it or nothing."""
    Workspace.objects.get_or_create(pk=1)
    about, rows = About(ChoicesChanged, group="form"), Workspace.objects.filter(pk=1)
    with form.held(
        rows, lambda row: form.stored_in(form.part, parsed(row.version, row.choices)), about, by=by
    ):
        change_choices("form", form.values(), by=by)
        change_choices("labels", {form.part.value: form.cleaned_data["words"]}, by=by)
