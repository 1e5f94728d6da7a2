from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from smartai.core.workspace.actions import change_panel, create_panel
from smartai.core.workspace.choices import GROUPS, OF_PANELS
from smartai.core.workspace.events import PanelChanged
from smartai.core.workspace.models import SupportPanel
from smartai.web.console.form_rows import fields_by_panel
from smartai.web.console.forms.panels import NewPanelForm, PanelForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import TITLES, me, show
from smartai.web.console.install_light import light_of
from smartai.web.console.last_change import About
from smartai.web.console.published import newest_fact, say_done
from smartai.web.console.views.fields import fresh_catalogue
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: VisitorRequest) -> HttpResponse:
    form = NewPanelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        panel = create_panel(form.cleaned_data["name"], by=me(request))
        return redirect("console:panel", pk=panel.pk)
    context = {"form": form, "panels": list(SupportPanel.objects.all())}
    return show(request, "panels", "panels", context, form.http_status)


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    panel = get_object_or_404(SupportPanel, pk=pk)
    only_here, not_here = fields_by_panel(fresh_catalogue(), panel)
    form = PanelForm(
        request.POST if request.method == "POST" else None,
        initial=_stored(panel), only_here=() if panel.is_default else only_here,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        typed, by = form.cleaned_data, me(request)
        about, since = About(PanelChanged, panel_id=pk), newest_fact()
        try:
            with form.held(SupportPanel.objects.filter(pk=pk), _stored, about, by=by) as held:
                change_panel(
                    held, by=by, name=typed["name"], origins=typed["origins"].splitlines(),
                    active=typed["active"],
                )  # fmt: skip
        except ChangedMeanwhile:
            pass
        else:
            say_done(request, gettext("Saved."), since=since)
            return redirect("console:panel", pk=pk)
    context = {
        "form": form,
        "panel": panel,
        "snippet": snippet_of(panel),
        "light": light_of(panel),
        "looked_at": page_to_look_at(request, panel),
        "groups": [_group(panel, name) for name in OF_PANELS],
        "several": SupportPanel.objects.count() > 1,
        "only_here": only_here,
        "not_here": not_here,
    }
    return show(request, "panel", "panels", context, form.http_status)


def page_to_look_at(request: VisitorRequest, panel: SupportPanel) -> str:
    """What was looked at a moment ago, else the first page of the first site."""
    return request.GET.get("page", "")[:1000] or (f"{panel.origins[0]}/" if panel.origins else "")


def snippet_of(panel: SupportPanel) -> str:
    """The line that an owner puts into a page."""
    return f'<script async src="{settings.BASE_URL}/embed.js" data-panel="{panel.key}"></script>'


def _stored(panel: SupportPanel) -> dict[str, Any]:
    return {"name": panel.name, "origins": "\n".join(panel.origins), "active": panel.active}


def _group(panel: SupportPanel, name: str) -> dict[str, Any]:
    """A row of the list: where it is decided, and what the panel decides itself."""
    own = [str(GROUPS[name].words_of(one)[0]) for one in panel.choices.get(name, {})]
    url = (
        reverse("console:group", args=[name])
        if panel.is_default
        else reverse("console:panel-group", args=[panel.pk, name])
    )
    return {"title": TITLES[name], "url": url, "own": ", ".join(own)}
