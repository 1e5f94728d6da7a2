"""What stands beside a conversation: tags, people, values, earlier tickets, colleagues."""

from __future__ import annotations

import json
import zoneinfo
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from smartai.core.identities.models import SiteIdentity
from smartai.core.people.models import Profile, RegistrationField
from smartai.core.people.querysets import agents
from smartai.core.tickets.catalogue import catalogue
from smartai.core.tickets.models import CustomField, CustomValue, Participant, SiteContext, Tag, Ticket
from smartai.core.tickets.reads import ReadAtWork
from smartai.core.tickets.rules import asked
from smartai.core.tickets.values import shown_value
from smartai.foundation.accounts.models import Person

EARLIER = 5
Columns = tuple[str, int, str, str]


@dataclass(frozen=True)
class Row:
    """``detail`` is an address, the category of an earlier ticket, a tag's hue, or the page of a site."""

    id: int
    label: str
    detail: str = ""


@dataclass(frozen=True)
class Signed:
    """What the site of a panel vouches for, by signed tokens."""

    panel: str
    attributes: dict[str, str]


@dataclass
class Beside:
    tags: list[Row] = field(default_factory=list)
    participants: list[Row] = field(default_factory=list)
    earlier: list[Row] = field(default_factory=list)
    colleagues: list[Row] = field(default_factory=list)
    questions: list[Row] = field(default_factory=list)
    site: list[Row] = field(default_factory=list)
    values: dict[int, Any] = field(default_factory=dict)
    signed: list[Signed] = field(default_factory=list)

    def told_by(self, requester: Person) -> list[tuple[str, str]]:
        """What the customer told at registration: phone and the owner's own questions, also removed ones."""
        profile: Profile | None = getattr(requester, "profile", None)
        if profile is None:
            return []
        told = [(_("Phone"), profile.phone)]
        told += [(one.label, str(profile.answers.get(str(one.id), ""))) for one in self.questions]
        return [(label, words) for label, words in told if words]

    def told_by_site(self) -> tuple[str, list[tuple[str, str]]]:
        """The page that an embedded panel stood in, and what that site told about its visitor."""
        if not self.site:
            return "", []
        return self.site[0].detail, list(json.loads(self.site[0].label).items())

    def shown_values(self, ticket: Ticket) -> list[tuple[CustomField, str]]:
        """Fields that are asked of such a ticket with what stands in them, then those of other departments
        and panels and removed ones that still hold something.
        """
        known = catalogue()
        here = known.fields_of(ticket)
        called_for = asked(
            here, self.values, department_id=ticket.department_id, priority_id=ticket.priority_id
        ).shown
        kept = [one for one in known.fields if one not in here and one.pk in self.values]
        return [
            (one, shown_value(one, self.values[one.pk]) if one.pk in self.values else "")
            for one in (*(one for one in here if one.pk in called_for), *kept)
        ]


def beside(ticket: Ticket, reader: Person) -> Beside:
    """One statement for all of it: five would cost more than the conversation itself."""
    found = Beside()
    for what, row in _rows(_BESIDE.all(reader, ticket.pk, ticket.requester_id)):
        if what == "values":
            found.values[row.id] = json.loads(row.label)
        elif what == "signed":
            found.signed.append(Signed(row.detail, json.loads(row.label)))
        else:
            getattr(found, what).append(row)
    for rows in (found.tags, found.participants, found.colleagues):
        rows.sort(key=lambda row: row.label.casefold())
    found.earlier.sort(key=lambda row: -row.id)
    found.questions.sort(key=lambda row: row.id)
    return found


def _arm(rows: QuerySet[Any], what: str, key: F, label: F, detail: F | None = None) -> QuerySet[Any, Columns]:
    return rows.order_by().values_list(
        Value(what, CharField()),
        key,
        Cast(label, TextField()),
        Cast(detail or Value(""), TextField()),
    )


def _arms(ticket: Any, requester: Any, seen: Q) -> QuerySet[Any, Columns]:
    earlier = Ticket.objects.filter(seen).requested_by(requester).exclude(pk=ticket)
    newest = earlier.order_by("-public_at", "-id").values("pk")[:EARLIER]
    first, *others = [
        _arm(Tag.objects.filter(tickets=ticket), "tags", F("pk"), F("name"), F("hue")),
        _arm(
            Participant.objects.filter(ticket=ticket), "participants", F("person"), F("person__name"),
            F("person__email"),
        ),
        _arm(Ticket.objects.filter(pk__in=newest), "earlier", F("pk"), F("title"), F("category")),
        _arm(agents(), "colleagues", F("pk"), F("name"), F("email")),
        _arm(RegistrationField.objects.all(), "questions", F("pk"), F("label")),
        _arm(CustomValue.objects.filter(ticket=ticket), "values", F("field"), F("value")),
        _arm(
            SiteIdentity.objects.filter(person=requester).exclude(attributes={}), "signed", F("pk"),
            F("attributes"), F("panel__name"),
        ),
        _arm(SiteContext.objects.filter(ticket=ticket), "site", F("pk"), F("told"), F("page")),
    ]  # fmt: skip
    return first.union(*others, all=True)


_BESIDE = ReadAtWork(lambda seen, reader, ticket, requester: _arms(ticket, requester, seen(reader)))


def _rows(found: list[Columns]) -> Iterator[tuple[str, Row]]:
    for what, key, label, detail in found:
        yield what, Row(key, label or (detail.partition("@")[0] if what != "values" else label), detail)


def company_of(requester: Person) -> str:
    """The organisation that the team chose, else what the person wrote; fetched with the ticket."""
    profile: Profile | None = getattr(requester, "profile", None)
    if profile is None:
        return ""
    return profile.organisation.name if profile.organisation else profile.company


def clock_of(requester: Person) -> str:
    """What time it is where the person is, when they told us; else nothing.

    Written here: a template would turn it into the reader's own zone.
    """
    try:
        there = zoneinfo.ZoneInfo(requester.time_zone) if requester.time_zone else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return ""
    return f"{timezone.now().astimezone(there):%H:%M}" if there else ""
