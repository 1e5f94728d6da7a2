"""The frame of a settings page: the rail, and the list of all settings in one place."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.foundation.jobs.due import failing
from smartai.foundation.mail.models import OutgoingMail
from smartai.web.ui import frame
from smartai.web.ui.page import Link, Page, Viewer
from smartai.web.ui.visitors import VisitorRequest

TITLES: dict[str, Promise] = {
    "brand": _("Name and look"),
    "panel": _("Customer pages"),
    "welcome": _("Welcome"),
    "labels": _("Words"),
    "form": _("Request form"),
    "requests": _("Requests over time"),
    "sign_in": _("Sign-in"),
    "registration": _("Registration"),
    "protection": _("Protection"),
    "mail": _("E-mails"),
    "words": _("Words of e-mails"),
}
GROUPS_FIRST = ("brand", "panel", "welcome", "labels", "form")
LISTS: tuple[tuple[str, Promise], ...] = (
    ("fields", _("Own fields")),
    ("priorities", _("Priorities")),
    ("statuses", _("Statuses")),
)
GROUPS_LAST = ("requests", "sign_in", "registration")
PEOPLE: tuple[tuple[str, Promise], ...] = (
    ("questions", _("Questions at registration")),
    ("departments", _("Departments")),
    ("colleagues", _("Colleagues")),
    ("customers", _("Customers")),
)
GROUPS_MAIL = ("protection", "mail", "words")
REST: tuple[tuple[str, Promise], ...] = (
    ("deliveries", _("Deliveries")),
    ("articles", _("Help articles")),
    ("changes", _("Changes")),
)


def me(request: VisitorRequest) -> Person:
    """Who is at the settings; the entry of these pages lets nobody else in."""
    assert request.visitor.person is not None
    return request.visitor.person


def show(
    request: VisitorRequest, template: str, current: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Renders a settings page; ``current`` is the name of its row in the list."""
    page = console_page(request, current)
    return render(request, f"console/{template}.html", {"page": page, **context}, status=status)


def console_page(request: VisitorRequest, current: str) -> Page:
    known, person = choices(), me(request)
    return Page(
        brand=frame.brand(known),
        language=translation.get_language() or "en",
        direction=frame.direction(),
        theme="dark" if person.theme == "dark" else "light" if person.theme == "light" else "",
        person=Viewer(
            name=person.display_name,
            email=person.email,
            profile_url=reverse("desk:profile"),
            sign_out_url=reverse("desk:sign-out"),
        ),
        views=(Link(gettext("Tickets"), reverse("desk:home"), icon="inbox"),),
        places=(
            Link(gettext("Help articles"), reverse("help:home"), icon="book"),
            Link(gettext("Settings"), reverse("console:home"), icon="settings", current=True),
        ),
        settings=_settings(person, current),
        notices=frame.notices(request),
        labels=frame.labels(known),
    )


def _settings(person: Person, current: str) -> tuple[Link, ...]:
    if not person.is_owner:
        return (_list_link("articles", str(dict(REST)["articles"]), current),)
    rows: list[Link] = []
    for groups, lists in ((GROUPS_FIRST, LISTS), (GROUPS_LAST, PEOPLE), (GROUPS_MAIL, REST)):
        rows += [
            Link(str(TITLES[name]), reverse("console:group", args=[name]), current=current == name)
            for name in groups
        ]
        rows += [_list_link(name, str(title), current) for name, title in lists]
    return tuple(rows)


def _list_link(name: str, title: str, current: str) -> Link:
    count = failing(OutgoingMail.objects.all()).count() if name == "deliveries" else 0
    return Link(title, reverse(f"console:{name}"), count=count, current=current == name)
