"""What is past its time goes, as the owner chose it. Each row is a transaction: none is half gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from smartai.core.helpfulness.actions import forget_tickets
from smartai.core.privacy.actions.erase_person import ERASED, empty_tickets, erase_person
from smartai.core.privacy.actions.erase_traces import discard_files, erase_titles
from smartai.core.privacy.events import RequestErased, RequestFilesErased
from smartai.core.satisfaction.models import Rating
from smartai.core.tickets.models import CustomValue, Message, SiteContext, Ticket, TicketLink
from smartai.core.tickets.search.filing import forget
from smartai.core.workspace.choices import choices
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import Person, Role, Session
from smartai.foundation.events.record import record
from smartai.foundation.mail.models import OutgoingMail

AT_ONCE: Final = 500
"""Rows of each kind that one call works on."""


def retain(*, by: Actor) -> int:
    """Erases some of what is past its time; says how much. Nothing while the owner keeps everything."""
    require(isinstance(by, System))
    own = choices().retention
    done = 0
    if own.erase_closed_days:
        for number in old_requests(own.erase_closed_days).values_list("pk", flat=True)[:AT_ONCE]:
            done += _erase_request(number, own.erase_closed_days, by=by)
    if own.erase_files_days:
        for number in with_old_files(own.erase_files_days).values_list("pk", flat=True)[:AT_ONCE]:
            done += _erase_files(number, own.erase_files_days, by=by)
    if own.forget_customers_days:
        for person in old_customers(own.forget_customers_days)[:AT_ONCE]:
            erase_person(person, by=by)
            done += 1
    return done


def old_requests(days: int) -> QuerySet[Ticket]:
    """Closed for longer, not erased yet, and nobody keeps them."""
    ended = Ticket.objects.ended().filter(ended_at__lt=_ago(days)).exclude(title=ERASED)
    return _not_kept(ended).order_by("pk")


def with_old_files(days: int) -> QuerySet[Ticket]:
    files = Message.objects.filter(ticket=OuterRef("pk"), has_attachments=True)
    return old_requests(days).filter(Exists(files))


def old_customers(days: int) -> QuerySet[Person]:
    """Not here since, without an open request, and without one that is kept or was touched since."""
    since = _ago(days)
    people = Person.objects.filter(role=Role.CUSTOMER, erased_at=None, created_at__lt=since)
    own = Ticket.objects.filter(requester=OuterRef("pk"))
    kept = own.filter(tags__name=_kept_tag())
    return people.exclude(
        Exists(Session.objects.filter(person=OuterRef("pk"), last_seen_at__gte=since))
        | Exists(own.open())
        | Exists(own.filter(changed_at__gte=since))
        | Exists(kept)
    ).order_by("pk")


def counts_by_age(ages: Sequence[int]) -> dict[int, int]:
    """How many requests would be erased today after so many days each. One statement."""
    wanted = {f"after_{days}": Count("pk", filter=Q(ended_at__lt=_ago(days))) for days in ages}
    found = old_requests(0).order_by().aggregate(**wanted)
    return {days: found[f"after_{days}"] for days in ages}


def _not_kept(tickets: QuerySet[Ticket]) -> QuerySet[Ticket]:
    """``Exists`` and no join: a ticket has many tags."""
    tagged = Ticket.tags.through._default_manager.filter(ticket_id=OuterRef("pk"), tag__name=_kept_tag())
    return tickets.exclude(Exists(tagged))


def _kept_tag() -> str:
    """Tags are kept in lower case. Nothing has an empty one."""
    return choices().retention.kept_tag.lower()


def _ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


@transaction.atomic
def _erase_request(number: int, days: int, *, by: Actor) -> int:
    """Looked at again under its lock: somebody may have reopened or tagged it meanwhile."""
    rows = old_requests(days).select_for_update(of=("self",))
    if not rows.filter(pk=number).exists():
        return 0
    letters = Message.objects.filter(ticket=number)
    OutgoingMail.objects.filter(about_ticket=number).delete()
    forget([number])
    discard_files(letters)
    letters.update(text="", html="", has_attachments=False, author_name="")
    erase_titles([number])
    forget_tickets([number], by=by)
    for of_it in (CustomValue, SiteContext, TicketLink):
        of_it._default_manager.filter(ticket=number).delete()
    Rating.objects.filter(ticket=number).update(words="")
    empty_tickets([number])
    record(RequestErased(ticket_id=number), by=by)
    return 1


@transaction.atomic
def _erase_files(number: int, days: int, *, by: Actor) -> int:
    if not with_old_files(days).select_for_update(of=("self",)).filter(pk=number).exists():
        return 0
    letters = Message.objects.filter(ticket=number)
    files = discard_files(letters)
    letters.update(has_attachments=False)
    record(RequestFilesErased(ticket_id=number, files=files), by=by)
    return 1
