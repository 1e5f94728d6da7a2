"""The preview beside the choices: which pages it shows, and as whom. Without scripts each of it is a link."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Final, Self
from urllib.parse import urlencode

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from smartai.core.knowledge.models import Article
from smartai.core.tickets.models import Ticket
from smartai.core.workspace.models import ChoiceDraft, SupportPanel
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import Person
from smartai.reactions.notifications.kinds import OWNERS_WORDS
from smartai.web.console.forms.mail_words import NAMES
from smartai.web.console.frame import me
from smartai.web.ui.page import Brand
from smartai.web.ui.previewed import ANY_OTHER, Look, preview_root
from smartai.web.ui.visitors import VisitorRequest

TABS: Final[dict[str, Promise]] = {"panel": _("Panel"), "widget": _("Embedded"), "mail": _("E-mail")}
CONCERNS: Final = {
    "requests": "request", "sign_in": "sign-in", "registration": "register", "helpfulness": "article",
    "mail": "created", "words": "created", "widget": "button",
}  # fmt: skip
"""Where a group is seen best; everything else on the form."""
SETS: Final = ("who", "theme", "device", "language")


@dataclass(frozen=True, slots=True)
class Place:
    """A page that can be shown. ``who`` is whom it is for, where it is not for both."""

    key: str
    tab: str
    label: str
    path: str
    who: str = ""


@dataclass(frozen=True)
class Wish:
    """What somebody wants to see, as the page's address says it; what is no choice counts for nothing."""

    place: str
    who: str = "visitor"
    theme: str = "light"
    device: str = "desktop"
    language: str = "en"

    @classmethod
    def of(cls, request: VisitorRequest, group: str) -> Self:
        asked = {name: request.GET.get(name, "") for name in ("place", *SETS)}
        return cls(
            place=asked["place"] or CONCERNS.get(group, "form"),
            device="phone" if asked["device"] == "phone" else "desktop",
            **asdict(
                Look(language=get_language() or "en").but(**{n: asked[n] for n in SETS if n != "device"})
            ),
        )

    @property
    def look(self) -> Look:
        return Look().but(who=self.who, theme=self.theme, language=self.language)

    def __getitem__(self, name: str) -> str:
        return str(getattr(self, name))

    def query(self, **other: str) -> str:
        return urlencode({**asdict(self), **other})


@dataclass(frozen=True)
class Preview:
    root: str
    wish: Wish
    places: tuple[Place, ...]
    draft: ChoiceDraft | None
    keep_url: str
    end_url: str

    @property
    def at(self) -> Place:
        return next((one for one in self.places if one.key == self.wish.place), self.places[0])

    @property
    def tabs(self) -> list[tuple[str, Promise, Place]]:
        """Each with its first page."""
        return [(tab, name, next(p for p in self.places if p.tab == tab)) for tab, name in TABS.items()]

    @property
    def languages(self) -> list[tuple[str, str]]:
        return [*((code, str(name)) for code, name in settings.LANGUAGES), (ANY_OTHER, gettext("Any other"))]

    @property
    def shows_requests(self) -> bool:
        return any(place.key in ("request", "ended") for place in self.places)

    @property
    def changes(self) -> int:
        return len(self.draft.values) if self.draft else 0

    @property
    def words(self) -> str:
        return change_words(self.changes)

    def src(self, place: Place) -> str:
        look = self.wish.look.but(who=place.who or self.wish.who)
        return f"{self.root}{look}{place.path}"

    def look_of(self, known: Brand) -> Brand:
        """With the picture of the draft, where it has one; or without one, where it says so."""
        logo = self.draft.values.get("logo") if self.draft else None
        if logo is None:
            return known
        return replace(known, logo_url=f"{self.root}{self.wish.look}/brand/logo?v={logo}" if logo else "")


def preview_of(
    request: VisitorRequest, group: str, draft: ChoiceDraft | None, urls: tuple[str, str],
    panel: SupportPanel | None = None,
) -> Preview:  # fmt: skip
    """``urls`` keep the draft and end it."""
    shown = panel or SupportPanel.objects.get(is_default=True)
    wish = Wish.of(request, group)
    places = tuple(_places(me(request), shown))
    found = next((one for one in places if one.key == wish.place), places[0])
    wish = replace(wish, place=found.key, who=found.who or wish.who)
    return Preview(preview_root(me(request), group, panel.pk if panel else None), wish, places, draft, *urls)


def change_words(changes: int) -> str:
    if not changes:
        return ""
    words = ngettext("%(n)d change is not published", "%(n)d changes are not published", changes)
    return words % {"n": changes}


def _places(person: Person, panel: SupportPanel) -> list[Place]:
    own = Ticket.objects.requested_by(person).order_by("-pk")
    asked, ended = own.open().first(), own.ended().first()
    article = Article.objects.visible_to(NOBODY).order_by("pk").first()
    known = [
        ("form", gettext("Form"), "/support/?write", ""),
        ("first", gettext("First visit"), "/support/", "visitor"),
        ("list", gettext("List"), "/support/requests/", "customer"),
        ("request", gettext("Request"), _request(asked), "customer"),
        ("ended", gettext("Ended request"), _request(ended), "customer"),
        ("sign-in", gettext("Sign-in"), "/support/requests/", "visitor"),
        ("register", gettext("Registration"), "/support/register/", "visitor"),
        ("profile", gettext("Profile"), "/support/profile/", "customer"),
        ("help", gettext("Help"), "/help/", ""),
        ("article", gettext("Article"), f"/help/{article.slug}/" if article else "", ""),
    ]
    places = [Place(key, "panel", label, path, who) for key, label, path, who in known if path]
    sample = f"/desk/settings/panels/{panel.pk}/sample/"
    for key, label, start in (
        ("button", gettext("Button"), ""),
        ("manual", gettext("Opened by the site"), "?start=manual"),
        ("inline", gettext("Part of a page"), "?start=inline"),
    ):
        places.append(Place(key, "widget", label, sample + start))
    for kind in OWNERS_WORDS:
        places.append(Place(str(kind), "mail", NAMES[kind](), f"/desk/settings/mails/{kind}/letter/"))
    return places


def _request(ticket: Ticket | None) -> str:
    return f"/support/requests/{ticket.pk}/" if ticket else ""
