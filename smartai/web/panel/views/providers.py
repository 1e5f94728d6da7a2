"""Signing in with an account elsewhere (OpenID Connect), at both doors: there, and back."""

from __future__ import annotations

from dataclasses import asdict

import structlog
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smartai.core.identities.actions import enter_by_provider
from smartai.core.identities.errors import ProviderRefused
from smartai.core.identities.models import SignInProvider
from smartai.core.tickets.actions import adopt_requests
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.actions import spend_challenge
from smartai.foundation.openid.asking import Trip, new_trip
from smartai.foundation.openid.errors import ProviderFailed, SignInRefused
from smartai.web.panel.doors import told_nobody
from smartai.web.panel.provider_words import refusal_words
from smartai.web.ui.carried import carried_by
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count, network
from smartai.web.ui.signing_in import signed_in
from smartai.web.ui.visitors import VisitorRequest
from smartai.web.ui.way_in import safe_next, with_next

COOKIE = "smartai_provider"
SECONDS = 15 * 60
LONGEST = 4_000

log = structlog.get_logger()


@open_to(Entry.ANYONE)
@require_safe
@never_cache
def start(request: VisitorRequest, pk: int) -> HttpResponseBase:
    """To the provider. A link and not a form: browsers stop forms that lead to other sites.

    It changes nothing here; what binds the way back is kept in this browser.
    """
    provider = _offered(request, pk)
    place = safe_next(request.GET.get("next", ""))
    # Here and not above: it loads the library that opens the secret.
    from smartai.web.panel import provider_trips

    trip = new_trip()
    try:
        count("provider-network", network(request), choices().protection.sign_ins_per_hour * 4)
        response = redirect(provider_trips.way_there(provider, trip, _back_here()))
    except TooOften as often:
        return _back_to_sign_in(request, place, often.words)
    except ProviderFailed as failed:
        log.warning("provider.failed", provider=provider.name, why=str(failed))
        return _back_to_sign_in(request, place, _does_not_answer(provider))
    kept = signing.dumps(
        {"provider": provider.pk, "place": place, **asdict(trip)}, salt=COOKIE, compress=True
    )
    response.set_cookie(COOKIE, kept, max_age=SECONDS, httponly=True, secure=settings.HTTPS, samesite="Lax")
    return told_nobody(response)


@open_to(Entry.ANYONE)
@require_safe
@never_cache
def finish(request: VisitorRequest) -> HttpResponseBase:
    """Back from the provider. Counts once, in the browser that set out, and nothing of it is kept half."""
    try:
        kept = signing.loads(request.COOKIES.get(COOKIE, ""), salt=COOKIE, max_age=SECONDS)
        trip = Trip(kept["state"], kept["nonce"], kept["verifier"])
    except (signing.BadSignature, TypeError, KeyError, ValueError):
        return _back_to_sign_in(
            request, "", gettext("This took too long, or began in another browser. Try it again.")
        )
    place, provider = str(kept["place"]), SignInProvider.objects.filter(pk=kept["provider"]).first()
    if provider is None or carried_by(request):
        raise Http404
    try:
        response = _entered(request, provider, trip, place)
    except TooOften as often:
        response = _back_to_sign_in(request, place, often.words)
    except ProviderRefused as refused:
        log.info("provider.refused", provider=provider.name, why=refused.why)
        response = _back_to_sign_in(request, place, refusal_words(refused.why) % {"provider": provider.name})
    except SignInRefused as refused:
        log.warning("provider.refused", provider=provider.name, why=str(refused))
        words = gettext("%(provider)s did not sign you in. Try it again, or sign in another way.")
        response = _back_to_sign_in(request, place, words % {"provider": provider.name})
    except ProviderFailed as failed:
        log.warning("provider.failed", provider=provider.name, why=str(failed))
        response = _back_to_sign_in(request, place, _does_not_answer(provider))
    response.delete_cookie(COOKIE, samesite="Lax")
    return told_nobody(response)


def _entered(request: VisitorRequest, provider: SignInProvider, trip: Trip, place: str) -> HttpResponseBase:
    # Here and not above: it loads the libraries that check a token.
    from smartai.web.panel import provider_trips

    code = provider_trips.code_in(request.GET, provider, trip)
    count("provider-network", network(request), choices().protection.sign_ins_per_hour * 4)
    if not spend_challenge(COOKIE, trip.state):
        raise SignInRefused("came back twice")
    person = enter_by_provider(provider, provider_trips.said(provider, trip, code, _back_here()))
    if not (person.is_team or choices().sign_in.providers):
        raise SignInRefused("switched off for customers")
    adopt_requests(person)
    return signed_in(request, person, place)


def _offered(request: VisitorRequest, pk: int) -> SignInProvider:
    """Not inside another site: the frame would be led away, and come back without what it carries."""
    provider = get_object_or_404(SignInProvider, pk=pk)
    customers = provider.for_customers and choices().sign_in.providers
    if carried_by(request) or not (customers or provider.for_team):
        raise Http404
    return provider


def _back_here() -> str:
    """The one address that providers are told; an owner copies it from the settings."""
    return f"{settings.BASE_URL}{reverse('panel:provider-return')}"


def _back_to_sign_in(request: VisitorRequest, place: str, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect(with_next("/desk/sign-in/" if place.startswith("/desk") else "/support/sign-in/", place))


def _does_not_answer(provider: SignInProvider) -> str:
    words = gettext("%(provider)s does not answer as it should. Try it later, or sign in another way.")
    return words % {"provider": provider.name}
