"""The frame of a settings page: the rail, and the list of all settings in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.knowledge.models import Article
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.foundation.database.counting import counted
from smartai.foundation.jobs.due import failing
from smartai.foundation.mail.models import OutgoingMail
from smartai.web.ui import frame
from smartai.web.ui.page import Link, Links, Page, Viewer
from smartai.web.ui.previewed import previewed_by
from smartai.web.ui.visitors import VisitorRequest

TITLES: dict[str, Promise] = {
    "brand": _("Name and look"),
    "panel": _("Customer pages"),
    "welcome": _("Welcome"),
    "labels": _("Words"),
    "form": _("Request form"),
    "requests": _("Requests over time"),
    "hours": _("Hours and holidays"),
    "retention": _("How long it is kept"),
    "sign_in": _("Sign-in"),
    "registration": _("Registration"),
    "team": _("Sign-in of the team"),
    "protection": _("Protection"),
    "helpfulness": _("Help and feedback"),
    "mail": _("E-mails"),
    "words": _("Words of e-mails"),
    "widget": _("Embedded panel"),
}
LISTS: dict[str, Promise] = {
    "panels": _("Panels"),
    "fields": _("Request form"),
    "priorities": _("Priorities"),
    "statuses": _("Statuses"),
    "tags": _("Tags"),
    "questions": _("Questions at registration"),
    "providers": _("Providers"),
    "departments": _("Departments"),
    "colleagues": _("Colleagues"),
    "customers": _("Customers"),
    "deliveries": _("Deliveries"),
    "articles": _("Help articles"),
    "categories": _("Article categories"),
    "saved_replies": _("Saved replies"),
    "asked": _("Asked and not found"),
    "figures": _("What help answers"),
    "start": _("First steps"),
    "changes": _("Changes"),
}
PARTS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("Look and words"), ("brand", "panel", "welcome", "labels")),
    (_("Other web sites"), ("panels", "widget")),
    (_("Requests"), ("fields", "priorities", "statuses", "tags", "requests", "retention")),
    (_("People"), ("departments", "colleagues", "customers", "hours")),
    (_("Access"), ("sign_in", "registration", "questions", "team", "providers", "protection")),
    (_("E-mail"), ("mail", "words", "deliveries")),
    (_("Help"), ("articles", "categories", "asked", "figures", "helpfulness")),
    (_("More"), ("saved_replies", "start", "changes")),
)
"""The list of settings: headings, and the names of groups and lists under them."""
IN_LISTS = {"form": "fields"}
"""Groups that have no row of their own in the list of settings, with the page that leads to them."""
FOR_SUPERVISORS: tuple[tuple[Promise, tuple[str, ...]], ...] = (
    (_("People"), ("departments", "colleagues")),
    (_("Help"), ("articles", "categories", "asked", "figures")),
    (_("More"), ("saved_replies", "tags", "changes")),
)
FOR_AGENTS = ((_("Help"), ("articles", "categories", "asked", "figures")), (_("More"), ("saved_replies",)))


def me(request: VisitorRequest) -> Person:
    """Who is at the settings; the entry of these pages lets nobody else in."""
    assert request.visitor.person is not None
    return request.visitor.person


def first_page(person: Person) -> str:
    """Where the settings begin for this colleague."""
    if person.is_owner:
        return reverse("console:group", args=["brand"])
    return reverse("console:colleagues" if person.is_supervisor else "console:articles")


def show(
    request: VisitorRequest, template: str, current: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Renders a settings page; ``current`` is the name of its row in the list."""
    page = console_page(request, current, context.get("wanted_setting", ""))
    return render(request, f"console/{template}.html", {"page": page, **context}, status=status)


def console_page(request: VisitorRequest, current: str, query: str = "") -> Page:
    """``query`` is what the settings are searched for."""
    known, person, seen = choices(), me(request), previewed_by(request)
    return Page(
        brand=frame.brand(known),
        language=translation.get_language() or "en",
        direction=frame.direction(),
        theme=seen.look.theme if seen else frame.own_theme(person),
        person=Viewer(
            name=person.display_name,
            email=person.email,
            profile_url=reverse("desk:profile"),
            sign_out_url=reverse("desk:sign-out"),
        ),
        views=(Link(gettext("Tickets"), reverse("desk:home"), icon="inbox"),),
        places=(Link(gettext("Help articles"), reverse("help:home"), icon="book"), _here(person)),
        settings=_settings(person, current),
        find_url=reverse("desk:search"),
        settings_find_url=reverse("console:find"),
        notices=frame.notices(request),
        labels=frame.labels(known),
        query=query,
    )


def _here(person: Person) -> Link:
    if person.is_supervisor:
        return Link(gettext("Settings"), reverse("console:home"), icon="settings", current=True)
    return Link(gettext("Write articles"), reverse("console:articles"), icon="edit", current=True)


def parts_for(person: Person) -> tuple[tuple[Promise, tuple[str, ...]], ...]:
    """The list of settings as far as the person may open it."""
    if person.is_owner:
        return PARTS
    return FOR_SUPERVISORS if person.is_supervisor else FOR_AGENTS


def _settings(person: Person, current: str) -> tuple[Links, ...]:
    waiting = _waiting(person)
    return tuple(
        Links(str(title), tuple(_row(name, current, waiting) for name in names))
        for title, names in parts_for(person)
    )


def _waiting(person: Person) -> dict[str, int]:
    """What there is to do: one's own articles that are due for review, and for owners undelivered mails.

    One statement; what waits and what was given up have an index each.
    """
    due = Article.objects.visible_to(person).due_for_review().owned_by(person)
    wanted = OutgoingMail.objects.wanted()
    mails = {"failing": failing(wanted), "given_up": wanted.given_up()} if person.is_owner else {}
    found = counted({"articles": due, **mails})
    return {**found, "deliveries": found.get("failing", 0) + found.get("given_up", 0)}


def _row(name: str, current: str, waiting: Mapping[str, int]) -> Link:
    if name in TITLES:
        return Link(str(TITLES[name]), reverse("console:group", args=[name]), current=current == name)
    count = waiting.get(name, 0)
    return Link(str(LISTS[name]), reverse(f"console:{name}"), count=count, current=current == name)
