from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from smartai.core.helpfulness.models import ArticleFeedback, MissedAsking, MissedSearch, Writing
from smartai.core.workspace.choices import choices
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import Person

MOST_QUESTIONS: Final = 5_000
"""Rows: what was asked last stays."""
AT_ONCE: Final = 500


def forget_old(*, by: Actor) -> int:
    """Questions that nobody asked for as long as the owner keeps them, and those beyond ``MOST_QUESTIONS``.

    Says how many went; at most some hundred a call.
    """
    require(isinstance(by, System))
    since = timezone.now() - timedelta(days=choices().helpfulness.question_days)
    old = MissedSearch.objects.filter(last_at__lt=since).values_list("pk", flat=True)[:AT_ONCE]
    newest_first = MissedSearch.objects.order_by("-last_at", "-pk").values_list("pk", flat=True)
    beyond = newest_first[MOST_QUESTIONS : MOST_QUESTIONS + AT_ONCE]
    gone = {*old, *beyond}
    MissedSearch.objects.filter(pk__in=gone).delete()
    return len(gone)


@transaction.atomic
def forget_reader(person: Person, tickets: list[int], *, by: Actor) -> None:
    """What the person said of articles, and questions that only ``tickets`` asked: part of an erasure."""
    require(isinstance(by, System))
    ArticleFeedback.objects.filter(person=person).update(words="", person=None, ticket=None)
    Writing.objects.filter(person=person).update(person=None)
    forget_tickets(tickets, by=by)


@transaction.atomic
def forget_tickets(tickets: list[int], *, by: Actor) -> None:
    """What these tickets said of articles, and questions that only they asked: part of an erasure."""
    require(isinstance(by, System))
    ArticleFeedback.objects.filter(ticket__in=tickets).update(words="", person=None, ticket=None)
    asked = list(MissedAsking.objects.filter(ticket__in=tickets).values_list("missed_id", flat=True))
    MissedAsking.objects.filter(ticket__in=tickets).delete()
    MissedSearch.objects.filter(pk__in=asked, searches=0, unhelpful=0, askings=None).delete()
