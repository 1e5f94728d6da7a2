from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Self

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from smartai.core.people.models import Profile
from smartai.core.workspace.policies import is_agent, is_team
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person

if TYPE_CHECKING:
    from smartai.core.knowledge.models import (  # noqa: F401  # named in the bases below
        Article,
        ArticleFile,
        ArticleLink,
    )

MOST_READERS: Final = 20


class ArticleQuerySet(QuerySet["Article"]):
    def visible_to(self, actor: Actor) -> Self:
        """Agents see all; light agents what may be offered as an answer; others what is published, if they
        are of its audience.

        Whoever came by the link of a mail is not signed in: the link is for one ticket.
        """
        if is_team(actor):
            return self if is_agent(actor) else self.current()
        return self.filter(readable_by(actor))

    def published(self) -> Self:
        """What its audience may read now."""
        return self.filter(status="published", published_at__lte=timezone.now())

    def for_everybody(self, now: datetime | Any) -> Self:
        """What anybody may read at ``now``, which may be a parameter of a prepared read."""
        return self.filter(status="published", published_at__lte=now, audience="everybody")

    def current(self) -> Self:
        """What may be offered as an answer: published, or internal. Behind ``visible_to``."""
        return self.filter(Q(status="published", published_at__lte=timezone.now()) | Q(status="internal"))

    def once(self, language: str) -> Self:
        """Of what is there in several languages one each: in ``language``, else the original, else the first.

        Behind ``visible_to``: what somebody may not see takes nothing's place.
        """
        seen = self.order_by()
        translated = seen.filter(original=OuterRef("pk"), language=language)
        written_first = seen.filter(pk=OuterRef("original"))
        siblings = seen.filter(original=OuterRef("original"))
        # Each asks one index: with "or" inside, a database may look at all articles for each of them.
        better = (
            Exists(written_first)
            | Exists(siblings.filter(language=language))
            | Exists(siblings.filter(language__lt=OuterRef("language")))
        )
        return self.filter(
            Q(language=language)
            | (Q(original=None) & ~Exists(translated))
            | (Q(original__isnull=False) & ~better)
        )

    def readable_by_all(self, readers: Sequence[Actor]) -> Self:
        """What may stand in a letter to these readers: current, and visible to each of them.

        To more than ``MOST_READERS`` only what anybody may read, so that it stays a small statement.
        """
        if len(readers) > MOST_READERS:
            return self.for_everybody(timezone.now())
        rows = self.current()
        for reader in readers:
            rows = rows.visible_to(reader)
        return rows

    def due_for_review(self) -> Self:
        return self.filter(review_on__lte=timezone.localdate()).exclude(status="archived")

    def drafts(self) -> Self:
        return self.filter(status="draft")

    def internal(self) -> Self:
        return self.filter(status="internal")

    def scheduled(self) -> Self:
        return self.filter(status="published", published_at__gt=timezone.now())

    def archived(self) -> Self:
        return self.filter(status="archived")

    def kept(self) -> Self:
        """All but what is archived."""
        return self.exclude(status="archived")

    def owned_by(self, person: Person) -> Self:
        return self.kept().filter(owner=person)

    def behind_their_originals(self) -> Self:
        """Translations whose original says something newer."""
        return self.kept().filter(behind=True)

    def untranslated_into(self, language: str) -> Self:
        """What is written in another language, without a version in this one that is kept."""
        there = self.model.objects.kept().filter(language=language, original__isnull=False)
        originals = self.kept().filter(original=None).exclude(language=language)
        return originals.exclude(pk__in=there.values("original_id"))

    def on_shelf(self, category: int) -> Self:
        """In the category with this key, and in those under it."""
        return self.filter(Q(category=category) | Q(category__parent=category))

    def in_order(self) -> Self:
        """As they stand in one category."""
        return self.order_by("position", "pk")


class ArticleLinkQuerySet(QuerySet["ArticleLink"]):
    def visible_to(self, actor: Actor) -> Self:
        """Links are looked after by agents."""
        return self if is_agent(actor) else self.none()

    def due(self) -> Self:
        """To be looked at now."""
        return self.filter(check_at__lte=timezone.now())

    def at_fault(self) -> Self:
        """Broken ones, and those by old addresses."""
        return self.exclude(fault="")

    def broken(self) -> Self:
        return self.at_fault().exclude(fault="moved")


class ArticleFileQuerySet(QuerySet["ArticleFile"]):
    def visible_to(self, actor: Actor) -> Self:
        """Agents see all; others those of articles that they may read now, in whichever language."""
        if is_agent(actor):
            return self
        articles: Any = self.model._meta.get_field("article").related_model
        said = Q(pk=OuterRef("article")) | Q(pk=OuterRef("article__original"))
        said |= Q(original=OuterRef("article")) | Q(original=OuterRef("article__original"))
        return self.filter(Exists(articles.objects.visible_to(actor).filter(said)))

    def own_of(self, article: Article | None, person: Person | None) -> Self:
        """The article's in all its languages, and those that ``person`` has put into no saved article yet."""
        own = Q(article=None, person=person) if person else Q(pk__in=[])
        original = (article.original_id or article.pk) if article else None
        if original:
            own |= Q(article=original) | Q(article__original=original)
        return self.filter(own)


def readable_by(actor: Actor) -> Q:
    """Articles that are published for this actor, who is not of the team."""
    audience = Q(audience="everybody")
    if isinstance(actor, Person) and actor.active:
        own = Profile.objects.filter(person=actor).values("organisation_id")
        audience |= Q(audience="signed_in") | Q(audience="organisation", organisation_id__in=own)
    return Q(status="published", published_at__lte=timezone.now()) & audience
