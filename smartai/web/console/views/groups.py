from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import ValidationError

from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.choices import GROUPS, Choices, forget_choices, parsed
from smartai.core.workspace.errors import ChoicesChangedMeanwhile
from smartai.core.workspace.models import Workspace
from smartai.foundation.files.errors import DiskFull, FileEmpty, FileTooLarge
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import keep, person_owner
from smartai.lib.colour import brand_colours
from smartai.reactions.notifications.kinds import OWNERS_WORDS
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.frame import TITLES, me, show
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

PLACEHOLDERS = ("{{name}}", "{{brand}}", "{{number}}", "{{title}}", "{{agent}}", "{{department}}")
LOGO_BYTES = 2 * 1024 * 1024


@open_to(Entry.OWNER)
@require_safe
def home(request: VisitorRequest) -> HttpResponse:
    return redirect("console:group", name="brand")


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, name: str) -> HttpResponse:
    """A wrong value changes nothing; what somebody else saved meanwhile is not overwritten (409)."""
    if name not in GROUPS:
        raise Http404
    stored = _stored()
    group = getattr(stored, name)
    if request.method != "POST":
        return _page(request, name, GroupForm(GROUPS[name], group), stored)
    form = GroupForm(GROUPS[name], group, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, name, form, stored, status=422)
    try:
        values = {**form.values(), **_logo(request, form)}
        seen = request.POST.get("seen", "")
        change_choices(name, values, by=me(request), seen_version=int(seen) if seen.isdecimal() else None)
    except ValidationError as error:
        form.add_problems(error)
    except ChoicesChangedMeanwhile:
        form.add_error(
            None, gettext("Somebody saved this page after you opened it. Look it over and save again.")
        )
        return _page(request, name, form, _stored(), status=409)
    if form.errors:
        return _page(request, name, form, stored, status=422)
    messages.success(request, gettext("Saved."))
    return redirect("console:group", name=name)


def _stored() -> Choices:
    """Straight from the row: an owner sees what holds, not what was kept for a second."""
    forget_choices()
    row = Workspace.objects.filter(pk=1).first()
    return parsed(row.version, row.choices) if row else Choices()


def _logo(request: VisitorRequest, form: GroupForm) -> dict[str, str]:
    """A new logo, or none when the owner ticked so; only what could be re-encoded is taken."""
    if "logo" not in form.fields:
        return {}
    if request.POST.get("no_logo"):
        return {"logo": ""}
    file = form.cleaned_data.get("logo")
    if not file:
        return {}
    try:
        stored = receive(file.chunks(), file.name, LOGO_BYTES, person_owner(me(request).pk))
    except (FileTooLarge, FileEmpty, DiskFull):
        form.add_error("logo", gettext("Choose a picture of at most 2 MB."))
        return {}
    if not stored.has_preview:
        form.add_error("logo", gettext("This is no PNG, JPEG or WebP picture."))
        return {}
    with transaction.atomic():
        keep([stored])
    return {"logo": stored.key}


def _page(
    request: VisitorRequest, name: str, form: GroupForm, stored: Choices, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "title": TITLES[name],
        "name": name,
        "version": stored.version,
        "mails": OWNERS_WORDS if name == "words" else (),
        "placeholders": PLACEHOLDERS,
        "has_logo": name == "brand" and bool(stored.brand.logo),
    }
    if name == "brand":
        context["contrast"] = f"{brand_colours(stored.brand.colour).button_ratio:.1f}"
    return show(request, "group", name, context, status)
