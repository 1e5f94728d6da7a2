"""The frame of an agent's page: the rail with its counts, the notices, the person."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.web.desk.lists import MINE, TO_REVIEW, VIEWS, Rail, View, count_words
from smartai.web.ui import frame
from smartai.web.ui.page import Link, Page, Viewer
from smartai.web.ui.visitors import VisitorRequest

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
        theme=frame.own_theme(person),
        person=Viewer(
            name=person.display_name,
            email=person.email,
            profile_url=reverse("desk:profile"),
            sign_out_url=reverse("desk:sign-out"),
        ),
        views=_views(current, shown, person),
        places=_places(person),
        notices=frame.notices(request),
        labels=frame.labels(known),
        live_url=LIVE_URL,
        search_url=reverse("desk:search"),
        find_url=reverse("desk:search"),
        settings_find_url=reverse("console:find") if person.is_agent else "",
        settings_url=_settings_of(person),
        query=query,
        keys=shown.keys,
        notes_only=not person.is_agent,
    )


def _settings_of(person: Person) -> str:
    """What the palette offers pages of: nothing for a light agent, who keeps none."""
    return reverse("console:home" if person.is_supervisor else "console:articles") if person.is_agent else ""


def draft_of(person: Person, ticket: int | None) -> str:
    """What a letter of the person is called on the device until it was sent; None is a new ticket's."""
    return f"desk-{person.pk}-{ticket or 'new'}"


def _views(current: View | str, rail: Rail, person: Person) -> tuple[Link, ...]:
    numbers = {"needs-reply": rail.needs_reply, "mine": rail.mine, "to-review": rail.to_review}
    return tuple(
        Link(
            str(view.label),
            reverse("desk:home") if view is VIEWS[0] else reverse("desk:view", args=[view.slug]),
            icon=view.icon,
            count=count_words(numbers.get(view.slug) or None),
            current=view == current,
            key=view.key,
        )
        for view in VIEWS
        if view is not TO_REVIEW or rail.to_review or view == current
        if view is not MINE or person.is_agent
    )


def _places(person: Person) -> tuple[Link, ...]:
    places = [Link(gettext("Help articles"), reverse("help:home"), icon="book")]
    if person.is_supervisor:
        places.append(Link(gettext("Settings"), reverse("console:home"), icon="settings"))
    elif person.is_agent:
        places.append(Link(gettext("Write articles"), reverse("console:articles"), icon="edit"))
    return tuple(places)
