"""One's passkeys: added by the browser's script, named and removed by plain forms."""

from __future__ import annotations

import structlog
from django.contrib import messages
from django.http import Http404, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from smartai.core.people.actions import add_passkey, remove_passkey, rename_passkey
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.errors import PasskeyRefused, TooManyPasskeys
from smartai.foundation.accounts.passkeys import can_have_passkeys
from smartai.lib.browsers import browser_name
from smartai.lib.text import one_line
from smartai.web.panel.views.ways import me
from smartai.web.ui.carried import carried_by
from smartai.web.ui.challenges import answer_of, forget_challenge, keep_challenge, kept_challenge
from smartai.web.ui.entry import Entry, open_to
from smartai.web.ui.pace import TooOften, count
from smartai.web.ui.visitors import VisitorRequest

log = structlog.get_logger()


@open_to(Entry.PERSON)
@require_safe
def asked(request: VisitorRequest) -> HttpResponseBase:
    """What a new key is made for, with a challenge for this browser and person."""
    person = me(request)
    _only_where_they_work(request)
    # Here and not above: the library is needed by few requests.
    from smartai.foundation.accounts.webauthn import creation_options, new_challenge

    challenge = new_challenge()
    options = creation_options(
        challenge,
        person_id=person.pk,
        account=person.email or person.display_name,
        name=person.display_name,
        brand=choices().brand.name,
        have=[bytes(one.credential) for one in person.passkeys.all()],
    )
    response = JsonResponse(options)
    keep_challenge(response, challenge, _purpose(person.pk))
    return response


@open_to(Entry.PERSON)
@require_POST
def create(request: VisitorRequest) -> HttpResponseBase:
    person = me(request)
    _only_where_they_work(request)
    name = one_line(request.POST.get("name", "")) or browser_name(request.headers.get("User-Agent", ""))
    try:
        count("passkey-person", str(person.pk), choices().protection.sign_ins_per_hour)
        challenge = kept_challenge(request, _purpose(person.pk))
        add_passkey(person, challenge, answer_of(request), by=person, name=name or gettext("A browser"))
        messages.success(request, gettext("The passkey signs you in from now on."))
    except PasskeyRefused as refused:
        log.info("passkey.refused", why=str(refused))
        messages.error(request, gettext("The passkey was not added. Try it once more."))
    except TooManyPasskeys:
        messages.error(request, gettext("You have many passkeys already. Remove one that you no longer use."))
    except TooOften as often:
        messages.error(request, often.words)
    response = redirect("panel:ways")
    forget_challenge(response)
    return response


@open_to(Entry.PERSON)
@require_POST
def rename(request: VisitorRequest, pk: int) -> HttpResponseBase:
    person = me(request)
    name = one_line(request.POST.get("name", ""))
    passkey = get_object_or_404(person.passkeys.all(), pk=pk)
    if name:
        rename_passkey(passkey, name, by=person)
        messages.success(request, gettext("Saved."))
    else:
        messages.error(request, gettext("Write a name by which you know the passkey again."))
    return redirect("panel:ways")


@open_to(Entry.PERSON)
@require_POST
def remove(request: VisitorRequest, pk: int) -> HttpResponseBase:
    person = me(request)
    remove_passkey(get_object_or_404(person.passkeys.all(), pk=pk), by=person)
    messages.success(request, gettext("The passkey works here no more. Remove it from your device too."))
    return redirect("panel:ways")


def _purpose(person_id: int) -> str:
    return f"new passkey of {person_id}"


def _only_where_they_work(request: VisitorRequest) -> None:
    if carried_by(request) or not can_have_passkeys():
        raise Http404
