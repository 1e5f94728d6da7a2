from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smartai.web.panel.forms.entering import SignInForm
from smartai.web.panel.views.sign_in import send_code
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.frame import panel_page
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def forgotten(request: VisitorRequest) -> HttpResponseBase:
    """A code signs in and leads to the profile, where a new password is chosen."""
    form = SignInForm(request.POST or None)
    form.fields.pop("password", None)
    if request.method == "POST" and form.is_valid():
        return send_code(request, form, reverse("panel:profile"))
    status = 422 if request.method == "POST" else 200
    return render(request, "panel/forgotten.html", {"page": panel_page(request), "form": form}, status=status)
