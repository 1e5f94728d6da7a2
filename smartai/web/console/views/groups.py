from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from pydantic import ValidationError

from smartai.core.privacy.actions import counts_by_age
from smartai.core.workspace.actions import change_choices, end_draft
from smartai.core.workspace.choices import GROUPS, Choices, choices, forget_choices, parsed
from smartai.core.workspace.events import ChoicesChanged
from smartai.core.workspace.groups import Group
from smartai.core.workspace.models import Step, Workspace
from smartai.foundation.files.models import StoredFile
from smartai.reactions.notifications.kinds import OWNERS_WORDS
from smartai.web.console.drafting import chosen_logo, draft_of
from smartai.web.console.first_steps import url_of
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.forms.mail_words import NAMES, explain
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import IN_LISTS, TITLES, first_page, me, show
from smartai.web.console.last_change import About
from smartai.web.console.look_words import look_words
from smartai.web.console.mail_way import mail_way
from smartai.web.console.preview import preview_of
from smartai.web.console.published import newest_fact, say_odd_words, say_published
from smartai.web.console.received_logo import exchange, received_logo, with_logo
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import brand
from smartai.web.ui.visitors import VisitorRequest

AGES = (30, 90, 180, 365, 730, 1_095)
"""Days after which an owner may want to erase: what that would take with it today."""


@open_to(Entry.AGENT)
@require_safe
def home(request: VisitorRequest) -> HttpResponse:
    """To the first page that is open to whoever asks."""
    return redirect(first_page(me(request)))


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, name: str) -> HttpResponse:
    """What is sent is published, and the draft of it ends. A wrong value changes nothing; what somebody else
    published meanwhile is not overwritten (409)."""
    if name not in GROUPS:
        raise Http404
    stored = _stored()
    group = getattr(stored, name)
    draft, newest = draft_of(request, name), newest_fact()
    if request.method != "POST":
        return _page(request, name, GroupForm(GROUPS[name], group, draft=draft), stored)
    form = GroupForm(GROUPS[name], group, request.POST, request.FILES, draft)
    if form.is_valid():
        logo = received_logo(request, form)
        try:
            if not form.errors:
                _change(request, name, form, logo)
        except ValidationError as error:
            form.add_problems(error)
        except ChangedMeanwhile:
            stored = _stored()
    if form.errors:
        return _page(request, name, form, stored)
    say_published(request, About(ChoicesChanged, group=name), since=newest)
    say_odd_words(request, name, form)
    return redirect("console:group", name=name)


def _change(request: VisitorRequest, name: str, form: GroupForm, logo: StoredFile | None) -> None:
    """All of it or nothing: a new logo is kept, and the one it replaces and the draft end, with the rest."""
    Workspace.objects.get_or_create(pk=1)
    about, rows = About(ChoicesChanged, group=name), Workspace.objects.filter(pk=1)
    with form.held(rows, lambda row: _group_of(row, name).model_dump(), about, by=me(request)):
        _keep_values(request, name, form, logo)


def _keep_values(request: VisitorRequest, name: str, form: GroupForm, logo: StoredFile | None) -> None:
    values, before = chosen_logo(form, with_logo(request, form, logo)), choices().brand.logo
    change_choices(name, values, by=me(request))
    exchange(logo, replaced=before if values.get("logo", before) != before else "")
    end_draft(name, by=me(request), published_logo=str(values.get("logo", "")))


def _group_of(row: Workspace, name: str) -> Group:
    found: Group = getattr(parsed(row.version, row.choices), name)
    return found


def _stored() -> Choices:
    """Straight from the row: an owner sees what holds, not what was kept for a second."""
    forget_choices()
    row = Workspace.objects.filter(pk=1).first()
    return parsed(row.version, row.choices) if row else Choices()


def _page(request: VisitorRequest, name: str, form: GroupForm, stored: Choices) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "title": TITLES[name],
        "about": GROUPS[name].about,
        "name": name,
        "mails": [(kind, NAMES[kind]()) for kind in OWNERS_WORDS] if name == "words" else [],
        "companies": form.companies(),
        "drawn_apart": form.drawn_apart(),
    }
    if name == "mail":
        context |= {"way": mail_way(), "test_url": url_of(Step.MAIL)}
    if name == "retention":
        context["ages"] = counts_by_age(AGES)
    if name == "words":
        explain(form)
    urls = (reverse("console:group-draft", args=[name]), reverse("console:group-draft-end", args=[name]))
    context["preview"] = preview_of(request, name, form.draft, urls)
    if name == "brand":
        context |= look_words(form, context["preview"], brand(stored))
    return show(request, "group", IN_LISTS.get(name, name), context, form.http_status)
