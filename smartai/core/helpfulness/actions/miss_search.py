"""Keeping questions that the help did not answer. They are merged by their words, and no fact tells of them:
facts are kept for ever, these go (see ``forget_traces``)."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from smartai.core.helpfulness.models import MissedAsking, MissedSearch
from smartai.core.knowledge.search import find_articles
from smartai.core.tickets.models import Ticket
from smartai.foundation.accounts.actors import Actor
from smartai.lib.asked import asked


def miss_search(text: str, language: str, *, by: Actor) -> MissedSearch | None:
    """A search that found nothing for ``by``. Nothing is kept when it finds something or says nothing."""
    if asked(text, language) is None or find_articles(text, by=by, language=language, most=1):
        return None
    return _counted(text, language, "searches")


def miss_unhelpful(text: str, language: str, *, by: Actor) -> MissedSearch | None:
    """A search whose reader said that the article they came to did not answer."""
    return _counted(text, language, "unhelpful")


@transaction.atomic
def miss_in_ticket(ticket: Ticket, *, by: Actor) -> MissedSearch | None:
    """The title of a request that no article answered; the same ticket again counts once."""
    missed = _kept(ticket.title, ticket.language)
    if missed:
        _, new = MissedAsking.objects.get_or_create(missed=missed, ticket=ticket)
        if new:
            MissedSearch.objects.filter(pk=missed.pk).update(last_at=timezone.now())
    return missed


@transaction.atomic
def _counted(text: str, language: str, counter: str) -> MissedSearch | None:
    missed = _kept(text, language)
    if missed:
        MissedSearch.objects.filter(pk=missed.pk).update(
            **{counter: F(counter) + 1, "last_at": timezone.now()}
        )
    return missed


def _kept(text: str, language: str) -> MissedSearch | None:
    said = asked(text, language)
    if said is None:
        return None
    about = {"words": said.words, "language": said.language}
    return MissedSearch.objects.get_or_create(key=said.key, defaults=about)[0]
