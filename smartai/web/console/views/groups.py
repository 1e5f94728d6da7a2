from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import ValidationError

from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.choices import GROUPS, Choices, choices, forget_choices, parsed
from smartai.core.workspace.events import ChoicesChanged
from smartai.core.workspace.groups import Group
from smartai.core.workspace.models import Workspace
from smartai.foundation.files.errors import DiskFull, FileEmpty, FileTooLarge
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.receiving import had_no_room
from smartai.foundation.files.store import discard, receive
from smartai.foundation.files.uploads import keep, person_owner
from smartai.lib.colour import brand_colours
from smartai.reactions.notifications.kinds import OWNERS_WORDS
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.forms.mail_words import NAMES, explain, odd_words
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import TITLES, me, show
from smartai.web.console.last_change import About
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

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
    if form.is_valid():
        logo = _received_logo(request, form)
        try:
            if not form.errors:
                _change(request, name, form, logo)
        except ValidationError as error:
            form.add_problems(error)
        except ChangedMeanwhile:
            stored = _stored()
    if form.errors:
        return _page(request, name, form, stored)
    _say_saved(request, name, form)
    return redirect("console:group", name=name)


def _change(request: VisitorRequest, name: str, form: GroupForm, logo: StoredFile | None) -> None:
    """All of it or nothing: a new logo is kept, and the one it replaces ends, with the other choices."""
    Workspace.objects.get_or_create(pk=1)
    about, rows = About(ChoicesChanged, group=name), Workspace.objects.filter(pk=1)
    with form.held(rows, lambda row: _group_of(row, name).model_dump(), about, by=me(request)):
        _keep_values(request, name, form, logo)


def _keep_values(request: VisitorRequest, name: str, form: GroupForm, logo: StoredFile | None) -> None:
    values, before = form.values(), choices().brand.logo
    if "logo" in form.fields and (logo or request.POST.get("no_logo")):
        values["logo"] = logo.key if logo else ""
    change_choices(name, values, by=me(request))
    if logo:
        keep([logo])
    if before and values.get("logo", before) != before:
        for replaced in StoredFile.objects.kept().filter(key=before):
            discard(replaced)


def _group_of(row: Workspace, name: str) -> Group:
    found: Group = getattr(parsed(row.version, row.choices), name)
    return found


def _say_saved(request: VisitorRequest, name: str, form: GroupForm) -> None:
    messages.success(request, gettext("Saved."))
    if name == "words":
        for sentence in odd_words(form.values()):
            messages.warning(request, sentence)


def _stored() -> Choices:
    """Straight from the row: an owner sees what holds, not what was kept for a second."""
    forget_choices()
    row = Workspace.objects.filter(pk=1).first()
    return parsed(row.version, row.choices) if row else Choices()


def _received_logo(request: VisitorRequest, form: GroupForm) -> StoredFile | None:
    """An upload that waits to be kept; only a picture that could be re-encoded is taken."""
    file = form.cleaned_data.get("logo")
    if had_no_room(request.META):
        form.add_error("logo", gettext("It could not be stored: our disk is full."))
        return None
    if not file or request.POST.get("no_logo"):
        return None
    try:
        stored = receive(file.chunks(), file.name, LOGO_BYTES, person_owner(me(request).pk))
    except (FileTooLarge, FileEmpty):
        form.add_error("logo", gettext("Choose a picture of at most 2 MB."))
        return None
    except DiskFull:
        form.add_error("logo", gettext("It could not be stored: our disk is full."))
        return None
    if stored.has_preview:
        return stored
    form.add_error("logo", gettext("This is no PNG, JPEG or WebP picture."))
    return None


def _page(request: VisitorRequest, name: str, form: GroupForm, stored: Choices) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "title": TITLES[name],
        "about": GROUPS[name].about,
        "name": name,
        "mails": [(kind, NAMES[kind]()) for kind in OWNERS_WORDS] if name == "words" else [],
        "has_logo": name == "brand" and bool(stored.brand.logo),
    }
    if name == "words":
        explain(form)
    if name == "brand":
        context["stored_colour"] = stored.brand.colour
        context["colours"] = brand_colours(stored.brand.colour)
    return show(request, "group", name, context, form.status)
