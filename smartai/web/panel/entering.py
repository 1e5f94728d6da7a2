"""Where somebody goes who has to sign in, and where they come back to."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from smartai.core.tickets.actions import adopt_requests
from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import FirstPage, Policy
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.models import Person
from smartai.web.panel.pending import forget_pending
from smartai.web.ui.visitors import VisitorRequest, sign_in_browser


def safe_next(wanted: str) -> str:
    """An own path to come back to; anything else leads to the list."""
    own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if own and len(wanted) < 500 else reverse("panel:requests")


def ask_to_sign_in(request: VisitorRequest) -> HttpResponseBase:
    """The first page the owner chose: sign in, register, or a page of the owner's own site."""
    sign_in, here = choices().sign_in, request.get_full_path()
    if sign_in.first_page == FirstPage.REDIRECT and sign_in.redirect_url:
        joiner = "&" if "?" in sign_in.redirect_url else "?"
        back = urlencode({"next": f"{settings.BASE_URL}{here}"})
        return redirect(f"{sign_in.redirect_url}{joiner}{back}")
    page = (
        "panel:register"
        if sign_in.first_page == FirstPage.REGISTER and sign_in.registration
        else "panel:sign-in"
    )
    return redirect(f"{reverse(page)}?{urlencode({'next': here})}")


def known_only() -> bool:
    """True where a code must not make an account: accounts are made by registration, or not at all."""
    return choices().sign_in.policy == Policy.ACCOUNT


def let_in(request: VisitorRequest, person: Person, to: str) -> HttpResponseBase:
    """Signs the browser in, gives the person what was written in their name before, and goes on."""
    adopt_requests(person)
    response = redirect(to)
    sign_in_browser(response, start_session(person, user_agent=request.headers.get("User-Agent", "")))
    forget_pending(response)
    return response
