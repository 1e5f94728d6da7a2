from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from smartai.core.tickets.querysets import seen_by
from smartai.core.workspace.policies import is_agent, is_supervisor
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.jobs.due import DueState

if TYPE_CHECKING:
    from smartai.core.helpfulness.models import Arrival, ArticleFeedback, MissedAsking, MissedSearch, Writing  # noqa: F401  # named in the bases below


class ArticleFeedbackQuerySet(QuerySet["ArticleFeedback"]):
    def visible_to(self, actor: Actor) -> Self:
        """Agents read all of it; a customer's own answer is found by ``judge_article`` alone."""
        return self if is_agent(actor) else self.none()


class ArrivalQuerySet(QuerySet["Arrival"]):
    def unweighed(self) -> Self:
        """Requests whose weighing failed, whether it is tried again or was given up: no figure has them."""
        return self.exclude(state=DueState.WAITING, last_error="")


class WritingQuerySet(QuerySet["Writing"]):
    def visible_to(self, actor: Actor) -> Self:
        return self if is_agent(actor) else self.none()


class MissedAskingQuerySet(QuerySet["MissedAsking"]):
    def visible_to(self, actor: Actor) -> Self:
        """Those of tickets that the actor may know of."""
        return self.filter(seen_by(actor, "ticket__")) if is_agent(actor) else self.none()


class MissedSearchQuerySet(QuerySet["MissedSearch"]):
    def visible_to(self, actor: Actor) -> Self:
        """For agents: what was searched, and what was asked in a ticket that the actor may know of.

        The words of a row that only tickets of others asked are their titles: it is not there.
        """
        if is_supervisor(actor) or not is_agent(actor):
            return self if is_supervisor(actor) else self.none()
        asked = self._askings().visible_to(actor).filter(missed=OuterRef("pk"))
        return self.filter(Q(searches__gt=0) | Q(unhelpful__gt=0) | Exists(asked))

    def counted_for(self, actor: Actor) -> QuerySet[Any]:
        """With ``tickets``, how many tickets that the actor may know of asked, and ``times`` in all."""
        askings = self._askings().visible_to(actor).filter(missed=OuterRef("pk"))
        counted = askings.order_by().values("missed").annotate(n=Count("pk")).values("n")
        tickets = Coalesce(Subquery(counted, output_field=IntegerField()), 0)
        return self.annotate(tickets=tickets).annotate(times=F("searches") + F("unhelpful") + F("tickets"))

    def open(self) -> Self:
        """Neither dismissed nor answered by an article that is published."""
        return self.filter(dismissed_at=None).filter(
            Q(article=None) | ~Q(article__status="published") | Q(article__published_at__gt=timezone.now())
        )

    def answered(self) -> Self:
        return self.filter(
            dismissed_at=None, article__status="published", article__published_at__lte=timezone.now()
        )

    def dismissed(self) -> Self:
        return self.exclude(dismissed_at=None)

    def _askings(self) -> MissedAskingQuerySet:
        related: Any = self.model._meta.get_field("askings").related_model
        askings: MissedAskingQuerySet = related.objects.all()
        return askings
