"""The page “Identity” of a panel: keys of its site, programs to copy, and a checker of tokens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.identities.actions import create_key, retire_key
from smartai.core.identities.errors import TwoLiveKeys
from smartai.core.identities.models import IdentityKey
from smartai.core.identities.reads import examined, keys_of, with_replay
from smartai.core.workspace.models import SupportPanel
from smartai.lib.site_keys import Algorithm
from smartai.web.console.examples import identity_examples
from smartai.web.console.forms.identity import CheckForm, NewKeyForm
from smartai.web.console.frame import me, show
from smartai.web.console.token_words import told
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def index(request: VisitorRequest, pk: int) -> HttpResponse:
    """A new key's secret is in the answer to the form that made it, and nowhere after that."""
    panel = get_object_or_404(SupportPanel, pk=pk)
    form = NewKeyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        typed, by = form.cleaned_data, me(request)
        try:
            key = create_key(panel, Algorithm(typed["algorithm"]), by=by, public_key=typed["public_key"])
        except TwoLiveKeys:
            form.add_error(None, gettext("A panel has two live keys at most. Retire one of them first."))
        else:
            return _page(request, panel, NewKeyForm(), made=key)
    return _page(request, panel, form, 422 if form.errors else 200)


@open_to(Entry.OWNER)
@require_POST
def retire(request: VisitorRequest, pk: int) -> HttpResponse:
    panel = get_object_or_404(SupportPanel, pk=pk)
    key = get_object_or_404(IdentityKey, panel=panel, kid=request.POST.get("kid", "")[:24])
    retire_key(key, by=me(request))
    messages.success(request, gettext("The key is retired. Whom its site let in must be named anew."))
    return redirect("console:panel-identity", pk=pk)


@open_to(Entry.OWNER)
@require_POST
@never_cache
@sensitive_post_parameters("token")
def check(request: VisitorRequest, pk: int) -> HttpResponse:
    """Looks at a token as the panel would, and spends nothing."""
    panel = get_object_or_404(SupportPanel, pk=pk)
    form = CheckForm(request.POST)
    if not form.is_valid():
        return _page(request, panel, NewKeyForm(), 422, checking=form)
    found = with_replay(examined(form.cleaned_data["token"], panel.pk, panel.key), panel.pk)
    return _page(
        request, panel, NewKeyForm(), checking=CheckForm(), lines=told(found), taken=not found.refusal
    )


def _page(
    request: VisitorRequest, panel: SupportPanel, form: NewKeyForm, status: int = 200, **more: Any
) -> HttpResponse:
    keys = keys_of(panel.pk)
    live = [key for key in keys if not key.retired_at]
    made = more.get("made")
    shown = made or next((key for key in live if key.algorithm == Algorithm.HS256), None)
    context = {
        "panel": panel,
        "keys": keys,
        "form": form,
        "full": len(live) >= 2,
        "made": None,
        "checking": CheckForm(),
        "lines": (),
        "taken": False,
        "examples": identity_examples(panel.key, shown.kid if shown else "k_…"),
        **more,
    }
    return show(request, "identity", "panels", context, status)
