"""Signing in with a passkey, at both doors."""

from __future__ import annotations

import structlog
from django.contrib import messages
from django.http import Http404, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.people.actions import enter_with_passkey
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.errors import PasskeyRefused
from smartai.foundation.accounts.passkeys import can_have_passkeys
from smartai.web.ui.carried import carried_by
from smartai.web.ui.challenges import answer_of, forget_challenge, keep_challenge, kept_challenge
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count, network
from smartai.web.ui.signing_in import signed_in
from smartai.web.ui.visitors import VisitorRequest
from smartai.web.ui.way_in import safe_next, with_next

SIGN_IN = "sign-in"

log = structlog.get_logger()


@open_to(Entry.ANYONE)
@require_safe
def asked(request: VisitorRequest) -> HttpResponseBase:
    """A challenge for this browser, the same for everybody: it names no key. Nothing is stored here."""
    _only_where_they_work(request)
    # Here and not above: the library is needed by few requests.
    from smartai.foundation.accounts.webauthn import new_challenge, request_options

    challenge = new_challenge()
    response = JsonResponse(request_options(challenge))
    keep_challenge(response, challenge, SIGN_IN)
    return response


@open_to(Entry.ANYONE)
@require_POST
def create(request: VisitorRequest) -> HttpResponseBase:
    """One sentence for an unknown key, a forged answer and a late one."""
    _only_where_they_work(request)
    place = safe_next(request.POST.get("next", ""))
    try:
        count("passkey-network", network(request), choices().protection.sign_ins_per_hour)
        person, verified = enter_with_passkey(kept_challenge(request, SIGN_IN), answer_of(request))
        if not (person.is_team or choices().sign_in.passkeys):
            raise PasskeyRefused("switched off for customers")
    except PasskeyRefused as refused:
        log.info("passkey.refused", why=str(refused))
        messages.error(
            request, gettext("This passkey did not work here. Try it again, or sign in another way.")
        )
        response: HttpResponseBase = redirect(_door(place))
    except TooOften as often:
        messages.error(request, often.words)
        response = redirect(_door(place))
    else:
        response = signed_in(request, person, place, verified=verified)
    forget_challenge(response)
    return response


def _only_where_they_work(request: VisitorRequest) -> None:
    if carried_by(request) or not can_have_passkeys():
        raise Http404


def _door(place: str) -> str:
    return with_next("/desk/sign-in/" if place.startswith("/desk") else "/support/sign-in/", place)
