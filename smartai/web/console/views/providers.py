"""Providers of OpenID Connect: who may say who people are."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from smartai.core.identities.actions import remove_provider, save_provider
from smartai.core.identities.events import SignInProviderSaved
from smartai.core.identities.models import SignInProvider
from smartai.foundation.openid.documents import doors_of, forget_documents, keys_of
from smartai.foundation.openid.errors import ProviderFailed
from smartai.web.console.forms.provider import ProviderForm
from smartai.web.console.forms.seen import ChangedMeanwhile
from smartai.web.console.frame import me, show
from smartai.web.console.last_change import About
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.visitors import VisitorRequest

SHOWN = ("name", "issuer", "client_id", "for_team", "for_customers", "creates")


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("secret")
def index(request: VisitorRequest) -> HttpResponse:
    form = ProviderForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        _saved(request, None, form)
        return redirect("console:providers")
    context = {"form": form, "providers": list(SignInProvider.objects.all()), "return_url": _return_url()}
    return show(request, "providers", "providers", context, form.http_status)


@open_to(Entry.OWNER)
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("secret")
def edit(request: VisitorRequest, pk: int) -> HttpResponse:
    provider = get_object_or_404(SignInProvider, pk=pk)
    data = request.POST if request.method == "POST" else None
    form = ProviderForm(data, provider=provider, initial=_stored(provider))
    if form.is_bound and form.is_valid():
        about = About(SignInProviderSaved, provider_id=pk)
        try:
            with form.held(SignInProvider.objects.filter(pk=pk), _stored, about, by=me(request)) as held:
                save_provider(held, by=me(request), **form.values())
        except ChangedMeanwhile:
            pass
        else:
            _say_saved(request, form.cleaned_data["issuer"])
            return redirect("console:providers")
    context = {"form": form, "provider": provider, "return_url": _return_url()}
    return show(request, "provider", "providers", context, form.http_status)


@open_to(Entry.OWNER)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponse:
    remove_provider(get_object_or_404(SignInProvider, pk=pk), by=me(request))
    messages.success(request, gettext("The provider is gone. Nobody comes in by it any more."))
    return redirect("console:providers")


def _saved(request: VisitorRequest, provider: SignInProvider | None, form: ProviderForm) -> None:
    save_provider(provider, by=me(request), **form.values())
    _say_saved(request, form.cleaned_data["issuer"])


def _say_saved(request: VisitorRequest, issuer: str) -> None:
    """Looks at once whether the provider is there: an owner should hear it before everybody else."""
    forget_documents(issuer)
    try:
        keys_of(issuer, doors_of(issuer).keys)
    except ProviderFailed as failed:
        words = gettext("Saved, but the provider does not answer as it should: %(why)s.")
        messages.warning(request, words % {"why": failed})
    else:
        messages.success(request, gettext("Saved. The provider answers."))


def _stored(provider: SignInProvider) -> dict[str, Any]:
    return {**{name: getattr(provider, name) for name in SHOWN}, "domains": "\n".join(provider.domains)}


def _return_url() -> str:
    return f"{settings.BASE_URL}{reverse('panel:provider-return')}"
