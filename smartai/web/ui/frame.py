"""The frame of a customer's page: brand, tabs, words, notices; from the owner's choices and the visitor."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext

from smartai.core.workspace.choices import Choices, choices, current_panel
from smartai.core.workspace.groups import Labels
from smartai.foundation.accounts.models import Person
from smartai.web.ui.addresses import url
from smartai.web.ui.carried import carried_by
from smartai.web.ui.opening import opening
from smartai.web.ui.page import Brand, Link, Notice, Page, Theme, Tone, Viewer
from smartai.web.ui.previewed import previewed_by
from smartai.web.ui.visitors import VisitorRequest
from smartai.web.ui.way_in import own_page

SENT = "sent:"  # before the name of a draft, in a message's extra tag
UNDO = "undo:"  # before the address that takes back what was done, there too
TONES: dict[str, Tone] = {"success": "ok", "warning": "warn", "error": "bad"}
HIDDEN_BY = {
    "list": "show_list",
    "help": "show_help",
    "profile": "show_profile",
    "department": "show_department",
    "new-button": "show_new_button",
    "agent-details": "show_agent_details",
    "top-bar": "show_top_bar",
    "first-form": "show_first_form",
}


def panel_page(
    request: VisitorRequest, current: str = "", *, live: bool = False, unread: int | None = None
) -> Page:
    """``current`` is the tab: ``home``, ``new``, ``list``, ``help``. One statement if somebody is signed in,
    none where ``unread`` is known.
    """
    known, person, carried = choices(), request.visitor.person, carried_by(request)
    unread = request.visitor.standing.unread if unread is None else unread
    return Page(
        brand=replace(brand(known), home_url=url("panel:home" if has_home(request) else "panel:new")),
        language=translation.get_language() or "en",
        direction=direction(),
        theme=theme(request, known),
        person=viewer(request, known),
        sign_in_url=_sign_in_url(request),
        tabs=_tabs(request, known, current, unread),
        notices=notices(request),
        labels=labels(known),
        hidden=hidden(known),
        unread=unread,
        opening=opening(known),
        framed=carried is not None,
        live_url=url("panel:live") if live and person and not previewed_by(request) else "",
    )


def brand(known: Choices) -> Brand:
    panel = current_panel()
    of_its_own = f"&panel={panel.key}" if panel and not panel.is_default else ""
    which = f"?v={known.version}{of_its_own}"
    return Brand(
        name=known.brand.name,
        logo_url=url("brand-logo") + which if known.brand.logo else "",
        css_url=url("brand-css") + which,
    )


def direction() -> Literal["ltr", "rtl"]:
    return "rtl" if translation.get_language_bidi() else "ltr"


def theme(request: VisitorRequest, known: Choices) -> Theme:
    """The person's own choice, else the device's; always light where the owner wants that."""
    if not known.brand.accept_theme:
        return "light"
    if seen := previewed_by(request):
        return seen.look.theme
    return own_theme(request.visitor.person) if request.visitor.person else ""


def own_theme(person: Person) -> Theme:
    """What the person chose in the profile; the team's pages ask for nothing else."""
    return "dark" if person.theme == "dark" else "light" if person.theme == "light" else ""


def viewer(request: VisitorRequest, known: Choices) -> Viewer | None:
    person = request.visitor.person
    if person is None:
        return None
    return Viewer(
        name=person.display_name,
        email=person.email,
        profile_url=url("panel:profile") if known.panel.show_profile else "",
        sign_out_url=url("panel:sign-out"),
    )


def notices(request: VisitorRequest) -> tuple[Notice, ...]:
    """What the last action wants to say; shown once, and not to a script that fetches parts of a page."""
    if "X-Fragment" in request.headers:
        return ()
    kept = messages.get_messages(request)
    return (
        tuple(_notice(message) for message in kept) if len(kept) else ()
    )  # read, it would take a cookie away


def _notice(message: Message) -> Notice:
    tag = message.extra_tags or ""
    undo = tag.removeprefix(UNDO) if tag.startswith(UNDO) else ""
    return Notice(
        text=str(message),
        tone=TONES.get(message.level_tag, ""),
        action_label=gettext("Undo") if undo else "",
        action_url=undo,
        sent=tag.removeprefix(SENT) if tag.startswith(SENT) else "",
    )


def labels(known: Choices) -> dict[str, str]:
    """The owner's words, with ours (in the reader's language) where there are none."""
    return _labels(known.labels, translation.get_language())


@lru_cache(maxsize=32)
def _labels(own: Labels, language: str | None) -> dict[str, str]:
    return {name: getattr(own, name) or str(Labels.words_of(name)[0]) for name in Labels.model_fields}


def hidden(known: Choices) -> frozenset[str]:
    parts = {part for part, choice in HIDDEN_BY.items() if not getattr(known.panel, choice)}
    return frozenset(parts if known.helpfulness.ask_readers else parts | {"feedback"})


def has_home(request: HttpRequest) -> bool:
    """Whether the first page has something of everything, as inside another site; else it is the form."""
    return carried_by(request) is not None and choices().widget.home


def _tabs(request: VisitorRequest, known: Choices, current: str, unread: int) -> tuple[Link, ...]:
    """Home leads to the form by a button; where the owner hides that, the tab stays."""
    words, home = labels(known), has_home(request)
    tabs = []
    if home:
        is_here = current == "home" or (current == "new" and known.panel.show_new_button)
        tabs.append(Link(gettext("Home"), url("panel:home"), current=is_here, key="home"))
    if not home or not known.panel.show_new_button:
        tabs.append(Link(words["new_request"], url("panel:new"), current=current == "new", key="new"))
    if known.panel.show_list:
        list_url = url("panel:requests")
        tabs.append(
            Link(words["your_requests"], list_url, count=unread, current=current == "list", key="list")
        )
    tabs.append(Link(words["help_articles"], url("help:home"), current=current == "help", key="help"))
    return tuple(tabs)


def _sign_in_url(request: VisitorRequest) -> str:
    """The owner's page where that is the way in; a frame cannot be led there."""
    if carried := carried_by(request):
        return "" if carried.names_only else url("panel:sign-in")
    return own_page(settings.BASE_URL + request.path) or url("panel:sign-in")
