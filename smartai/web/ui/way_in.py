"""Where somebody goes who must sign in, and where they come back to."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from smartai.core.workspace.choices import choices
from smartai.core.workspace.groups import FirstPage
from smartai.foundation.accounts.models import Person

LONGEST = 500  # characters; it travels in a cookie


def safe_next(place: str) -> str:
    """The path to come back to when it is one of ours, else empty."""
    fits = place.startswith("/") and len(place) <= LONGEST and place.isprintable()
    return place if fits and url_has_allowed_host_and_scheme(place, allowed_hosts=None) else ""


def first_page(place: str = "") -> str:
    """The page that the owner shows first to customers who must sign in; ``place`` is ours."""
    chosen = choices().sign_in
    if chosen.first_page == FirstPage.REDIRECT and chosen.redirect_url:
        joint = "&" if "?" in chosen.redirect_url else "?"
        return (
            f"{chosen.redirect_url}{joint}{urlencode({'next': settings.BASE_URL + (place or '/support/')})}"
        )
    if chosen.first_page == FirstPage.REGISTER and chosen.registration:
        return with_next(reverse("panel:register"), place)
    return with_next(reverse("panel:sign-in"), place)


def with_next(url: str, place: str) -> str:
    return f"{url}?{urlencode({'next': place})}" if place else url


def home_of(person: Person) -> str:
    """Where somebody goes who only wanted to sign in."""
    if person.is_team:
        return "/desk/"
    return reverse("panel:requests" if choices().panel.show_list else "panel:new")
