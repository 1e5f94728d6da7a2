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
from smartai.web.ui.page import Link, Links, Page, Viewer
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
LISTS: dict[str, Promise] = {
    "fields": _("Own fields"),
    "priorities": _("Priorities"),
    "statuses": _("Statuses"),
    "questions": _("Questions at registration"),
    "departments": _("Departments"),
    "colleagues": _("Colleagues"),
    "customers": _("Customers"),
    "deliveries": _("Deliveries"),
    "articles": _("Help articles"),
    "changes": _("Changes"),
}
PARTS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Look and words"), ("brand", "panel", "welcome", "labels")),
    (_("Requests"), ("form", "fields", "priorities", "statuses", "requests")),
    (_("People"), ("departments", "colleagues", "customers")),
    (_("Access"), ("sign_in", "registration", "questions", "protection")),
    (_("E-mail"), ("mail", "words", "deliveries")),
    (_("More"), ("articles", "changes")),
)
"""The list of settings: headings, and the names of groups and lists under them."""
FOR_AGENTS = ((_("More"), ("articles",)),)


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
        theme=frame.own_theme(person),
        person=Viewer(
            name=person.display_name,
            email=person.email,
            profile_url=reverse("desk:profile"),
            sign_out_url=reverse("desk:sign-out"),
        ),
        views=(Link(gettext("Tickets"), reverse("desk:home"), icon="inbox"),),
        places=(Link(gettext("Help articles"), reverse("help:home"), icon="book"), _here(person)),
        settings=_settings(person, current),
        notices=frame.notices(request),
        labels=frame.labels(known),
    )


def _here(person: Person) -> Link:
    if person.is_owner:
        return Link(gettext("Settings"), reverse("console:home"), icon="settings", current=True)
    return Link(gettext("Write articles"), reverse("console:articles"), icon="edit", current=True)


def _settings(person: Person, current: str) -> tuple[Links, ...]:
    parts = PARTS if person.is_owner else FOR_AGENTS
    return tuple(Links(str(title), tuple(_row(name, current) for name in names)) for title, names in parts)


def _row(name: str, current: str) -> Link:
    if name in TITLES:
        return Link(str(TITLES[name]), reverse("console:group", args=[name]), current=current == name)
    count = failing(OutgoingMail.objects.wanted()).count() if name == "deliveries" else 0
    return Link(str(LISTS[name]), reverse(f"console:{name}"), count=count, current=current == name)
