"""What a list of articles may be narrowed down to: by links with counts, and by a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Final, Self
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.knowledge.models import ArticleLink, ArticleStatus, Audience
from smartai.core.knowledge.querysets import ArticleQuerySet
from smartai.foundation.accounts.models import Person
from smartai.foundation.database.counting import counted
from smartai.lib.text import one_line

Narrow = Callable[[ArticleQuerySet, Person], ArticleQuerySet]

STATES: Final[Mapping[str, tuple[Promise, Narrow]]] = {
    "": (_("All"), lambda rows, me: rows.kept()),
    "draft": (ArticleStatus.DRAFT.label, lambda rows, me: rows.drafts()),
    "internal": (ArticleStatus.INTERNAL.label, lambda rows, me: rows.internal()),
    "scheduled": (_("Scheduled"), lambda rows, me: rows.scheduled()),
    "published": (ArticleStatus.PUBLISHED.label, lambda rows, me: rows.published()),
    "archived": (ArticleStatus.ARCHIVED.label, lambda rows, me: rows.archived()),
    "mine": (_("Mine"), lambda rows, me: rows.owned_by(me)),
    "due": (_("Due for review"), lambda rows, me: rows.due_for_review()),
    "behind": (_("Older than the original"), lambda rows, me: rows.behind_their_originals()),
}
ALWAYS: Final = ("", "draft", "internal", "scheduled", "published", "archived", "mine")
"""Filters that stand there without any article too."""
LANGUAGES: Final = dict(settings.LANGUAGES)
NOBODY: Final = "nobody"
"""As an owner: articles that have none."""


def _lacking(language: str) -> Narrow:
    return partial(_untranslated, language)


def _untranslated(language: str, rows: ArticleQuerySet, me: Person) -> ArticleQuerySet:
    return rows.untranslated_into(language)


LACKING: Final[Mapping[str, Narrow]] = {f"no-{code}": _lacking(code) for code in LANGUAGES}
BROKEN: Final = "broken"


@dataclass(frozen=True)
class Tab:
    """A filter as a link."""

    name: str
    label: str
    query: str
    count: int
    current: bool


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to see; whatever is no choice counts for nothing."""

    show: str = ""
    q: str = ""
    category: str = ""
    language: str = ""
    audience: str = ""
    owner: str = ""

    @classmethod
    def of(cls, sent: QueryDict) -> Self:
        show, language, audience = (sent.get(name, "") for name in ("show", "language", "audience"))
        return cls(
            show=show if show in STATES or show in LACKING else "",
            q=one_line(sent.get("q", ""))[:200],
            category=_key(sent.get("category", "")),
            language=language if language in LANGUAGES else "",
            audience=audience if audience in Audience.values else "",
            owner=NOBODY if sent.get("owner") == NOBODY else _key(sent.get("owner", "")),
        )

    @property
    def query(self) -> str:
        """For an address; empty when everything is wanted."""
        return urlencode({name: value for name, value in asdict(self).items() if value})

    @property
    def narrowed(self) -> bool:
        return self != Wanted(show=self.show)

    def among(self, rows: ArticleQuerySet, me: Person) -> ArticleQuerySet:
        """All of it but the words that are searched for."""
        narrow = STATES[self.show][1] if self.show in STATES else LACKING[self.show]
        rows = narrow(rows, me)
        if self.category:
            rows = rows.on_shelf(int(self.category))
        if self.language:
            rows = rows.filter(language=self.language)
        if self.audience:
            rows = rows.filter(audience=self.audience)
        if self.owner:
            rows = rows.filter(owner=None if self.owner == NOBODY else int(self.owner))
        return rows


def tabs(rows: ArticleQuerySet, me: Person, wanted: Wanted) -> list[Tab]:
    """Each filter with how many of ``rows`` it shows, whatever else is wanted. One statement.

    A language that nothing is written in yet is missing nowhere.
    """
    counts = _counts(rows, me)
    shown = {name: str(label) for name, (label, _narrow) in STATES.items()}
    written = [code for code in LANGUAGES if counts[f"in-{code}"]]
    shown |= {
        f"no-{code}": gettext("Not in %(language)s") % {"language": LANGUAGES[code]} for code in written
    }
    found = [
        Tab(name, label, replace(wanted, show=name).query, counts[name], wanted.show == name)
        for name, label in shown.items()
    ]
    links = Tab(BROKEN, gettext("Broken links"), "", counts[BROKEN], False)
    return [*(tab for tab in found if tab.count or tab.current or tab.name in ALWAYS), links]


def _counts(rows: ArticleQuerySet, me: Person) -> dict[str, int]:
    """How many are in each filter, and in each language."""
    narrowed = {name: narrow(rows, me) for name, (_label, narrow) in STATES.items()}
    narrowed |= {name: narrow(rows, me) for name, narrow in LACKING.items()}
    narrowed |= {f"in-{code}": rows.kept().filter(language=code) for code in LANGUAGES}
    return counted({**narrowed, BROKEN: ArticleLink.objects.visible_to(me).broken()})


def _key(text: str) -> str:
    return text if text.isascii() and text.isdecimal() and len(text) < 19 else ""
