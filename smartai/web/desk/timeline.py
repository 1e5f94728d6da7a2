"""A conversation as the team reads it: letters, notes, what happened between them, and how far mails are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from smartai.core.tickets.models import Attachment as KeptFile
from smartai.core.tickets.models import Channel, Message, MessageKind, Ticket
from smartai.foundation.accounts.models import Person
from smartai.foundation.database.prepared import Prepared
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.mail.deliveries import Delivery, DeliveryState
from smartai.reactions.notifications.deliveries import NOT_BEGUN, deliveries_of
from smartai.web.desk.event_words import SHOWN, words_of
from smartai.web.ui.page import Attachment, Letter

LETTERS = 50
EVENTS = 200


@dataclass
class Entry:
    """A letter, or lines of what happened in a row."""

    letter: Letter | None = None
    lines: list[tuple[SafeString, datetime]] = field(default_factory=list)


@dataclass(frozen=True)
class Timeline:
    """``older`` is the id that the next older part ends before, 0 at the beginning of the conversation."""

    entries: list[Entry]
    older: int = 0
    newest: int = 0


def timeline(ticket: Ticket, reader: Person, *, before: int = 0, after: int = 0) -> Timeline:
    """The newest letters, those before an id, or all (at most ``LETTERS``) after one; oldest first.

    The ticket was fetched through ``visible_to``. Two statements, one more where there are files, and one
    where there are answers.
    """
    letters, more = _letters(ticket, before, after)
    facts = _facts(ticket, letters, before, more, after)
    happened = [fact for fact in facts if fact.kind in SHOWN]
    files = _files([letter for letter in letters if letter.has_attachments])
    deliveries = deliveries_of([letter.pk for letter in letters if letter.kind == MessageKind.AGENT], facts)
    entries = [
        (
            letter.created_at,
            Entry(_letter(letter, reader, files.get(letter.pk, ()), deliveries.get(letter.pk))),
        )
        for letter in letters
    ]
    return Timeline(
        entries=_merged(entries, happened),
        older=letters[0].pk if more and letters else 0,
        newest=letters[-1].pk if letters else 0,
    )


def _letters(ticket: Ticket, before: int, after: int) -> tuple[list[Message], bool]:
    rows = Message.objects.filter(ticket=ticket).defer("text")
    if after:
        return list(rows.filter(pk__gt=after).order_by("pk")[:LETTERS]), False
    found = (
        list(rows.filter(pk__lt=before).order_by("-pk")[: LETTERS + 1])
        if before
        else _newest_letters.all(ticket.pk)
    )
    return found[:LETTERS][::-1], len(found) > LETTERS


def _facts(
    ticket: Ticket, letters: Sequence[Message], before: int, more: bool, after: int
) -> list[StoredEvent]:
    """What happened in the time that these letters cover, and answers that no mail was drawn from yet."""
    if (after or before) and not letters:
        return []
    if not (before or after or more):
        return _newest_facts.all(ticket.pk)[::-1]
    happened = Q(kind__in=SHOWN)
    if more or after:
        happened &= Q(created_at__gte=letters[0].created_at)
    if before:
        last = Message.objects.filter(ticket=ticket, pk=before).values_list("created_at", flat=True).first()
        happened &= Q(created_at__lt=last or timezone.now())
    return list(_facts_of(ticket.pk, happened))[::-1]


def _facts_of(ticket: Any, happened: Q) -> QuerySet[StoredEvent]:
    """The newest first."""
    rows = StoredEvent.objects.filter(happened | NOT_BEGUN, ticket_id=ticket)
    return rows.order_by("-pk")[:EVENTS]


_newest_letters: Final = Prepared(
    lambda ticket: Message.objects.filter(ticket=ticket).defer("text").order_by("-pk")[: LETTERS + 1],
    plan_once=True,
)
_newest_facts: Final = Prepared(lambda ticket: _facts_of(ticket, Q(kind__in=SHOWN)), plan_once=True)


def _merged(letters: list[tuple[datetime, Entry]], happened: Iterable[StoredEvent]) -> list[Entry]:
    """In order of time; what happens between two letters is one entry."""
    entries, rest = [], list(letters)
    for stored in happened:
        while rest and rest[0][0] <= stored.created_at:
            entries.append(rest.pop(0)[1])
        if not entries or entries[-1].letter:
            entries.append(Entry())
        entries[-1].lines.append((words_of(stored), stored.created_at))
    return [*entries, *(entry for _at, entry in rest)]


def _files(letters: Sequence[Message]) -> dict[int, list[KeptFile]]:
    found: dict[int, list[KeptFile]] = {}
    if letters:
        for file in KeptFile.objects.filter(message__in=letters).select_related("file"):
            found.setdefault(file.message_id, []).append(file)
    return found


def _letter(message: Message, reader: Person, files: Iterable[KeptFile], delivery: Delivery | None) -> Letter:
    by_mail = _("by e-mail") if message.channel == Channel.EMAIL else ""
    trouble = delivery is not None and delivery.state is not DeliveryState.SENT and bool(delivery.failures)
    return Letter(
        id=message.pk,
        author=message.author_name or _("Deleted person"),
        html=mark_safe(message.html),  # sanitised when it was written
        at=message.created_at,
        mine=message.author_id == reader.pk,
        team=message.by_team,
        note=message.is_note,
        via=_delivery_words(delivery) if delivery else by_mail,
        state="unsent" if trouble else "",
        attachments=tuple(_shown(file) for file in files),
    )


def _shown(kept: KeptFile) -> Attachment:
    file = kept.file
    preview = reverse("desk:preview", args=[kept.pk]) if file.has_preview else ""
    return Attachment(file.name, file.size, reverse("desk:attachment", args=[kept.pk]), preview)


def _delivery_words(delivery: Delivery) -> str:
    match delivery.state:
        case DeliveryState.WAITING if delivery.failures:
            return _not_yet(delivery.next_attempt_at)
        case DeliveryState.WAITING:
            return _("On its way by e-mail")
        case DeliveryState.GIVEN_UP:
            return _("Could not be delivered: %(why)s") % {"why": delivery.error or _("no reason was given")}
        case _ if delivery.captured:
            return _("Kept in the outbox")
        case _:
            return _("Sent by e-mail")


def _not_yet(next_attempt_at: datetime | None) -> str:
    """Without a time while a try is made, or when it is due and the worker comes to it next."""
    if next_attempt_at is None or next_attempt_at <= timezone.now():
        return _("Not delivered yet · trying again now")
    return _("Not delivered yet · next try %(time)s") % {
        "time": f"{timezone.localtime(next_attempt_at):%H:%M}"
    }
