"""Where somebody goes who must sign in, and where they come back to."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import FirstPage
from smartai.foundation.accounts.models import Person
from smartai.web.ui.carried import carried_by

LONGEST = 500  # characters; it travels in a cookie


def safe_next(place: str) -> str:
    """The path to come back to when it is one of ours, else empty."""
    fits = place.startswith("/") and len(place) <= LONGEST and place.isprintable()
    return place if fits and url_has_allowed_host_and_scheme(place, allowed_hosts=None) else ""


def first_page(request: HttpRequest, place: str = "") -> str:
    """The page that the owner shows first to customers who must sign in; ``place`` is ours.

    A frame cannot be led to the owner's own page: there our sign-in has a link to it.
    """
    chosen = choices().sign_in
    if not carried_by(request) and (own := own_page(settings.BASE_URL + (place or "/support/"))):
        return own
    if chosen.first_page == FirstPage.REGISTER and chosen.registration:
        return with_next(reverse("panel:register"), place)
    return with_next(reverse("panel:sign-in"), place)


def own_page(back: str) -> str:
    """The owner's page for signing in, told where to come back to; empty where ours is shown."""
    chosen = choices().sign_in
    if chosen.first_page != FirstPage.REDIRECT or not chosen.redirect_url:
        return ""
    parts = urlsplit(chosen.redirect_url)
    asked = "&".join(filter(None, (parts.query, urlencode({"next": back}))))
    return urlunsplit(parts._replace(query=asked))


def with_next(url: str, place: str) -> str:
    return f"{url}?{urlencode({'next': place})}" if place else url


def home_of(person: Person) -> str:
    """Where somebody goes who only wanted to sign in."""
    if person.is_team:
        return "/desk/"
    return reverse("panel:requests" if choices().panel.show_list else "panel:new")
