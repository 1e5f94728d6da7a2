"""The frame of an agent's page: the rail with its counts, the notices, the person."""

from __future__ import annotations

from django.contrib import messages
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.web.desk.lists import VIEWS, Rail, View
from smartai.web.ui import frame
from smartai.web.ui.page import Link, Page, Theme, Viewer
from smartai.web.ui.visitors import VisitorRequest

SENT = "draft-sent"
LIVE_URL = "/desk/live/"


def me(request: VisitorRequest) -> Person:
    """Who is at the desk; the entry of these pages lets nobody else in."""
    assert request.visitor.person is not None
    return request.visitor.person


def desk_page(
    request: VisitorRequest, current: View | str = "", *, rail: Rail | None = None, query: str = ""
) -> Page:
    """``current`` is the view, or ``profile`` or ``settings``. One statement unless ``rail`` is given."""
    known, person = choices(), me(request)
    shown = rail or Rail.of_person(person)
    return Page(
        brand=frame.brand(known),
        language=translation.get_language() or "en",
        direction=frame.direction(),
        theme=own_theme(person),
        person=Viewer(
            name=person.display_name,
            email=person.email,
            profile_url=reverse("desk:profile"),
            sign_out_url=reverse("desk:sign-out"),
        ),
        views=_views(current, shown),
        places=_places(person),
        notices=frame.notices(request),
        labels=frame.labels(known),
        live_url=LIVE_URL,
        search_url=reverse("desk:search"),
        query=query,
        keys=shown.keys,
    )


def own_theme(person: Person) -> Theme:
    return "dark" if person.theme == "dark" else "light" if person.theme == "light" else ""


def has_sent(request: VisitorRequest) -> bool:
    """True on the page that follows a letter that was sent: its draft on the device ends."""
    return any(message.extra_tags == SENT for message in messages.get_messages(request))


def _views(current: View | str, rail: Rail) -> tuple[Link, ...]:
    numbers = {"needs-reply": rail.needs_reply, "mine": rail.mine}
    return tuple(
        Link(
            str(view.label),
            reverse("desk:home") if view is VIEWS[0] else reverse("desk:view", args=[view.slug]),
            icon=view.icon,
            count=numbers.get(view.slug, 0),
            current=view == current,
            key=view.key,
        )
        for view in VIEWS
    )


def _places(person: Person) -> tuple[Link, ...]:
    places = [Link(gettext("Help articles"), reverse("help:home"), icon="book")]
    if person.is_owner:
        places.append(Link(gettext("Settings"), reverse("console:home"), icon="settings"))
    return tuple(places)
