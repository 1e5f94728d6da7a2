"""Keeping the words of tickets filed: beside the writing of tickets, never in its way.

Opening a ticket writes nothing for the search. A message that is younger than the youngest one filed is new
to it, so the messages themselves are the queue: nothing is lost when the worker is killed, and what is filed
twice is filed the same.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from smartai.core.tickets.models import CustomField, Message, Ticket, TicketWords
from smartai.core.tickets.search.words_of import texts_of
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.room import leaving_room
from smartai.foundation.search import vocabulary
from smartai.foundation.search.corpus import Corpus

CORPUS: Final = Corpus(TicketWords, edition=1)
NAME: Final = "tickets"
MADE_ANEW: Final = "tickets, anew"
AT_ONCE: Final = 25
REBUILT_AT_ONCE: Final = 500
LATE: Final = 2_000
"""Messages before the youngest filed one that are looked through too: transactions end in any order."""
LOOKED_BACK_EVERY: Final = 1.0
STRIDE: Final = 2_000
WHOLE_ROUND_EVERY: Final = 3_600.0
MOST_COUNTED: Final = 200_000


class TicketFiling:
    """A drain: files new messages at once, then what is marked stale, and walks through all now and then.

    The round from the newest ticket to the oldest finds what was never filed, or not wholly: a database from
    before there was a search, an older form of words.
    """

    name = "ticket-words"

    def __init__(self) -> None:
        self._look_back_at = 0.0
        self._round_at = 0.0
        self._walked_to: int | None = None

    def drain(self) -> int:
        with leaving_room():
            keys = self._new() or _first(TicketWords.objects.filter(stale=True))
            return file(keys) if keys else self._walk()

    def _new(self) -> list[int]:
        youngest = TicketWords.objects.aggregate(upto=Max("upto"))["upto"]
        if youngest is None:
            return []  # nothing was ever filed: the round begins with the newest
        if time.monotonic() >= self._look_back_at:
            self._look_back_at = time.monotonic() + LOOKED_BACK_EVERY
            youngest -= LATE
        messages = Message.objects.filter(pk__gt=youngest).exclude(_is_filed())
        return _different(messages.order_by("pk").values_list("ticket_id", flat=True)[: AT_ONCE * 3])

    def _walk(self) -> int:
        if self._walked_to is None:
            if time.monotonic() < self._round_at:
                return 0
            self._walked_to = (Ticket.objects.aggregate(newest=Max("pk"))["newest"] or 0) + 1
        after = self._walked_to - STRIDE
        missing = Ticket.objects.filter(pk__lt=self._walked_to, pk__gte=after).exclude(_is_whole())
        keys = list(missing.order_by("-pk").values_list("pk", flat=True)[:AT_ONCE])
        if keys:
            return file(keys)
        self._walked_to = after if after > 0 else None
        if self._walked_to is None:
            self._round_at = time.monotonic() + WHOLE_ROUND_EVERY
            return 0
        return 1


def file(keys: Sequence[int]) -> int:
    """Files these tickets anew; says how many. 0 when another worker is at it."""
    with transaction.atomic():
        if not CORPUS.alone():
            return 0
        change = _file(keys)
        vocabulary.count_words(NAME, change)
    return len(keys)


def mark_stale(keys: Iterable[int]) -> None:
    """Their words changed otherwise than by a new message. In the caller's transaction, one statement."""
    TicketWords.objects.filter(pk__in=list(keys)).update(stale=True)


def field_changed(field: CustomField) -> None:
    """Who may find by it is another one now. In the caller's transaction, one statement."""
    TicketWords.objects.filter(ticket__custom_values__field=field).update(stale=True)


def requester_changed(fact: StoredEvent) -> None:
    """A reaction: somebody is called otherwise now, or has other addresses; tickets are found by those."""
    TicketWords.objects.filter(ticket__requester=fact.payload["person_id"]).update(stale=True)


def forget(keys: Sequence[int]) -> None:
    """Takes the words of these tickets out at once, *before* they are deleted, in the caller's transaction.

    What is left of the tickets is filed by the worker.
    """
    filed = _held(keys)
    change: Counter[tuple[str, str]] = Counter()
    for text in texts_of(keys, filed):
        change.update(text.known)
    vocabulary.forget_words(NAME, change)
    CORPUS.remove(keys)
    TicketWords.objects.bulk_create([TicketWords(pk=key, stale=True) for key in keys])


def rebuild(told: Callable[[int], None]) -> int:
    """Files every ticket anew, some at a time; whoever searches meanwhile finds what was there.

    ``told`` hears how many were done. The vocabulary is made from the beginning and takes the place of the
    old one at the end.
    """
    vocabulary.forget(MADE_ANEW)
    counted: Counter[tuple[str, str]] = Counter()
    done, last = 0, 0
    while True:
        later = Ticket.objects.filter(pk__gt=last).order_by("pk")
        keys = list(later.values_list("pk", flat=True)[:REBUILT_AT_ONCE])
        if not keys:
            break
        with transaction.atomic():
            _file(keys, counted)
        if len(counted) > MOST_COUNTED:
            _count(counted)
        last, done = keys[-1], done + len(keys)
        told(len(keys))
    _count(counted)
    vocabulary.replace(NAME, MADE_ANEW)
    return done


def _file(keys: Sequence[int], counted: Counter[tuple[str, str]] | None = None) -> Counter[tuple[str, str]]:
    """Files the tickets, held meanwhile. Returns how the vocabulary changes, or counts all in ``counted``."""
    filed = _held(keys)
    change: Counter[tuple[str, str]] = Counter()
    papers, changeable = [], set()
    for text in texts_of(keys, filed):
        papers.append(text.paper)
        changeable |= text.changeable
        if counted is None:
            change.update(text.words - text.known)
        else:
            counted.update(text.words)
    CORPUS.file(papers)
    if counted is None and changeable:
        change.update(vocabulary.missing(NAME, changeable - change.keys()))
    return change


def _held(keys: Sequence[int]) -> dict[int, int]:
    """Up to which message each was filed, locked: an erasure that comes meanwhile has the last word."""
    new = [TicketWords(pk=key, stale=True) for key in sorted(keys)]
    TicketWords.objects.bulk_create(new, ignore_conflicts=True)
    rows = TicketWords.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    return {row.pk: row.upto for row in rows}


def _count(counted: Counter[tuple[str, str]]) -> None:
    with transaction.atomic():
        vocabulary.count_words(MADE_ANEW, counted)
    counted.clear()


def _is_filed() -> Exists:
    """Of a message."""
    filed = TicketWords.objects.filter(pk=OuterRef("ticket_id"), form=CORPUS.form)
    return Exists(filed.filter(upto__gte=OuterRef("pk")))


def _is_whole() -> Exists:
    """Of a ticket: its newest message is filed too."""
    newest = Message.objects.filter(ticket=OuterRef(OuterRef("pk"))).order_by("-pk").values("pk")[:1]
    filed = TicketWords.objects.filter(pk=OuterRef("pk"), form=CORPUS.form)
    return Exists(filed.filter(upto__gte=Coalesce(Subquery(newest), 0)))


def _first(rows: QuerySet[TicketWords]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _different(keys: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(keys))[:AT_ONCE]
