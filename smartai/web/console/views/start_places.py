"""First steps: where customers write."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext

from smartai.core.workspace.actions import change_panel
from smartai.core.workspace.events import PanelChanged
from smartai.core.workspace.models import Step, SupportPanel
from smartai.web.console.first_steps import gone_on, show_step, url_of
from smartai.web.console.forms.first_steps import SitesForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me
from smartai.web.console.install_light import light_of
from smartai.web.console.last_change import About
from smartai.web.console.views.panels import page_to_look_at, snippet_of
from smartai.web.ui.visitors import VisitorRequest


def place(request: VisitorRequest) -> HttpResponseBase:
    """The sites may be kept without going on: then the light, and a look at a page, are there for them."""
    panel = SupportPanel.objects.get(is_default=True)
    form = SitesForm(request.POST if request.method == "POST" else None, initial=_sites(panel))
    if request.method == "POST" and form.is_valid():
        try:
            _keep_sites(request, panel, form)
        except ChangedMeanwhile:
            pass
        else:
            if request.POST.get("then") != "stay":
                return gone_on(request, Step.PLACE)
            messages.success(request, gettext("Saved."))
            return redirect(f"{url_of(Step.PLACE)}#snippet")
    context = {
        "form": form,
        "panel": panel,
        "snippet": snippet_of(panel),
        "support_url": f"{settings.BASE_URL}{reverse('panel:new')}",
        "light": light_of(panel),
        "looked_at": page_to_look_at(request, panel),
    }
    return show_step(request, Step.PLACE, context, form.http_status)


def _keep_sites(request: VisitorRequest, panel: SupportPanel, form: SitesForm) -> None:
    rows, about = SupportPanel.objects.filter(pk=panel.pk), About(PanelChanged, panel_id=panel.pk)
    with form.held(rows, _sites, about, by=me(request)) as held:
        origins = form.cleaned_data["origins"].splitlines()
        change_panel(held, by=me(request), name=held.name, origins=origins, active=held.active)


def _sites(panel: SupportPanel) -> dict[str, str]:
    return {"origins": "\n".join(panel.origins)}
