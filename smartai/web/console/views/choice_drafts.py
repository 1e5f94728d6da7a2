from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from smartai.core.workspace.actions import end_draft
from smartai.core.workspace.choices import GROUPS, choices, forget_choices
from smartai.core.workspace.groups import Group
from smartai.core.workspace.models import SupportPanel
from smartai.web.console.drafting import draft_of, keep_typed
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.frame import me
from smartai.web.console.preview import Preview, change_words, preview_of
from smartai.web.console.views.panel_choices import holding, panel_deciding
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_POST
def keep(request: VisitorRequest, name: str, pk: int | None = None) -> HttpResponse:
    """What is typed so far. Scripts hear how many changes that is and what is wrong; else it is shown."""
    panel, group = _decided(name, pk)
    form = GroupForm(GROUPS[name], group, request.POST, request.FILES, draft_of(request, name, panel))
    draft = keep_typed(request, form, name, panel)
    if request.headers.get("X-Requested-With") != "fetch":
        shown: Preview = preview_of(request, name, draft, ("", ""), panel)
        return redirect(shown.src(shown.at))
    wrong = {field: " ".join(map(str, told)) for field, told in form.errors.items() if field in form.fields}
    changes = len(draft.values) if draft else 0
    return JsonResponse({"changes": changes, "words": change_words(changes), "wrong": wrong})


@open_to(Entry.OWNER)
@require_POST
def drop(request: VisitorRequest, name: str, pk: int | None = None) -> HttpResponse:
    """Not wanted any more: the page shows what holds."""
    panel, _ = _decided(name, pk)
    end_draft(name, by=me(request), panel=panel)
    messages.success(request, gettext("Your changes are gone; what holds stands here."))
    return (
        redirect("console:panel-group", pk=pk, name=name) if panel else redirect("console:group", name=name)
    )


def _decided(name: str, pk: int | None) -> tuple[SupportPanel | None, Group]:
    """Whose choices, and what holds of them now. Raises ``Http404``."""
    if name not in GROUPS:
        raise Http404
    if pk is not None:
        panel = panel_deciding(pk, name)
        return panel, holding(panel, name)
    forget_choices()
    return None, getattr(choices(), name)
