from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST
from pydantic import ValidationError

from smartai.core.workspace.actions import change_panel_choices, end_draft, follow_workspace
from smartai.core.workspace.choices import (
    GROUPS,
    OF_PANELS,
    choices,
    forget_choices,
    panel_numbered,
    speaking_for,
)
from smartai.core.workspace.events import PanelChoicesChanged
from smartai.core.workspace.groups import Group
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.files.models import StoredFile
from smartai.web.console.drafting import chosen_logo, draft_of
from smartai.web.console.forms.group import GroupForm
from smartai.web.console.forms.mail_words import explain
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import TITLES, me, show
from smartai.web.console.last_change import About
from smartai.web.console.look_words import look_words
from smartai.web.console.preview import preview_of
from smartai.web.console.published import newest_fact, say_odd_words, say_published
from smartai.web.console.received_logo import exchange, received_logo, with_logo
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import brand
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int, name: str) -> HttpResponse:
    """What a panel decides itself; whatever is left as it is goes on following the general choice."""
    panel = panel_deciding(pk, name)
    group = holding(panel, name)
    draft, newest = draft_of(request, name, panel), newest_fact()
    if request.method != "POST":
        return _page(request, panel, name, GroupForm(GROUPS[name], group, draft=draft))
    form = GroupForm(GROUPS[name], group, request.POST, request.FILES, draft)
    if form.is_valid():
        logo = received_logo(request, form)
        try:
            if not form.errors:
                _change(request, panel, name, form, logo)
        except ValidationError as error:
            form.add_problems(error)
        except ChangedMeanwhile:
            pass
    if form.errors:
        return _page(request, panel, name, form)
    say_published(request, _about(panel, name), since=newest)
    say_odd_words(request, name, form)
    return redirect("console:panel-group", pk=pk, name=name)


@open_to(Entry.OWNER)
@require_POST
def follow(request: VisitorRequest, pk: int, name: str) -> HttpResponse:
    """Back to the general choices; the panel's own logo is not needed any more."""
    panel = panel_deciding(pk, name)
    logo = str(panel.choices.get(name, {}).get("logo", ""))
    follow_workspace(panel, name, by=me(request))
    exchange(None, replaced=logo)
    messages.success(request, gettext("This panel follows the general choices again."))
    return redirect("console:panel-group", pk=pk, name=name)


def panel_deciding(pk: int, name: str) -> SupportPanel:
    """A panel that may decide this group itself. Raises ``Http404``."""
    if name not in OF_PANELS:
        raise Http404
    return get_object_or_404(SupportPanel.objects.filter(is_default=False), pk=pk)


def holding(panel: SupportPanel, name: str) -> Group:
    """What holds for the panel's visitors now, straight from the rows."""
    forget_choices()
    known = panel_numbered(panel.pk)
    assert known is not None  # it was found a moment ago
    found: Group = getattr(known.choices, name)
    return found


def _change(
    request: VisitorRequest, panel: SupportPanel, name: str, form: GroupForm, logo: StoredFile | None
) -> None:
    about = _about(panel, name)
    rows = SupportPanel.objects.filter(pk=panel.pk)
    with form.held(rows, lambda row: holding(row, name).model_dump(), about, by=me(request)) as held:
        before = str(held.choices.get(name, {}).get("logo", ""))
        values = chosen_logo(form, with_logo(request, form, logo))
        change_panel_choices(held, name, values, by=me(request))
        exchange(logo, replaced=before if values.get("logo", before) != before else "")
        end_draft(name, by=me(request), panel=held, published_logo=str(values.get("logo", "")))


def _about(panel: SupportPanel, name: str) -> About:
    return About(PanelChoicesChanged, panel_id=panel.pk, group=name)


def _page(request: VisitorRequest, panel: SupportPanel, name: str, form: GroupForm) -> HttpResponse:
    own = panel.choices.get(name, {})
    context: dict[str, Any] = {
        "form": form,
        "panel": panel,
        "title": TITLES[name],
        "name": name,
        "own": ", ".join(str(GROUPS[name].words_of(one)[0]) for one in own),
        "companies": form.companies(),
        "drawn_apart": form.drawn_apart(),
    }
    if name == "words":
        explain(form)
    urls = [reverse(f"console:panel-group-draft{end}", args=[panel.pk, name]) for end in ("", "-end")]
    context["preview"] = preview_of(request, name, form.draft, (urls[0], urls[1]), panel)
    if name == "brand":
        with speaking_for(panel.key):
            context |= look_words(form, context["preview"], brand(choices()))
    return show(request, "panel_group", "panels", context, form.http_status)
