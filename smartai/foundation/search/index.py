"""What a package that can be searched uses: an index of its rows' words, kept with the rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Generic, TypeVar

from django.db import transaction
from django.db.models import Count, QuerySet

from smartai.foundation.search import vocabulary
from smartai.foundation.search.backends import Asked, candidates
from smartai.foundation.search.backends.asked import Wanted
from smartai.foundation.search.models import Document
from smartai.foundation.search.models.document import FORM
from smartai.foundation.search.query import Query, understood
from smartai.foundation.search.ranking import (
    COMMON,
    MISTYPED,
    UNFINISHED,
    UNKNOWN,
    Hit,
    Sought,
    ranked,
    worth_of,
)
from smartai.lib.words import stemmed, tokens

D = TypeVar("D", bound=Document)

CANDIDATES: Final = 80
"""Documents that are ranked for one query."""
WORDS_OF_A_TEXT: Final = 24
"""Of a long text the rarest words are looked for: the others are on every page."""
MOST_TERMS: Final = 20_000
"""Words of one document that are indexed."""
CORRECTED: Final = 3
"""Unknown words of a query that are looked for under another spelling."""


@dataclass(frozen=True)
class Text:
    """What of a row is searched."""

    key: int
    title: str
    body: str
    language: str = ""


class Index(Generic[D]):
    """``name`` is what its terms are kept under, at most 20 characters."""

    def __init__(self, name: str, model: type[D]) -> None:
        self.name = name
        self._model = model

    @transaction.atomic
    def put(self, text: Text) -> None:
        """Indexes the row anew, in the caller's transaction. Two statements, and one for changed terms."""
        title, body = (
            [token.word for token in islice(tokens(part), MOST_TERMS)] for part in (text.title, text.body)
        )
        written = {word: stemmed(word, text.language) for word in (*title, *body)}
        before = self._model._default_manager.filter(pk=text.key).values_list("written", flat=True).first()
        self._model(
            pk=text.key,
            language=text.language,
            title=" ".join(written[word] for word in title),
            body=" ".join(written[word] for word in body),
            written=written,
            form=FORM,
        ).save(force_insert=before is None, force_update=before is not None)
        vocabulary.count_changes(self.name, before or {}, written)

    def held(self) -> dict[str, int]:
        """How many documents there are in each language. One statement."""
        rows = self._model._default_manager.order_by().values_list("language")
        return dict(rows.annotate(found=Count("pk")))

    def find(
        self,
        text: str,
        *,
        among: QuerySet[Any],
        language: str,
        typing: bool = False,
        beside: str = "",
    ) -> list[Hit]:
        """The rows ``among`` those visible that answer best, at most ``CANDIDATES``. Up to eight statements.

        ``among`` is always behind ``visible_to``: the index decides about words, never about access. Somebody
        who reads ``language`` finds documents of every language.
        """
        held = self.held()
        query = understood(text, dict.fromkeys([language, *held]), typing=typing, beside=beside)
        whole = sum(held.values())
        sought = self._sought(query, whole)
        if not sought:
            return []
        wanted = [
            *(Wanted(term, one.worth) for one in sought for term in one.terms),
            *(Wanted(one.prefix, one.worth, prefix=True) for one in sought if one.prefix),
        ]
        keys = among.order_by().values("pk").query
        meta = self._model._meta
        asked = Asked(meta.db_table, str(meta.pk.column), wanted, keys.sql_with_params(), CANDIDATES)
        return ranked(candidates(asked), sought, query.phrases, unit=worth_of(1, whole))

    @transaction.atomic
    def count_anew(self) -> None:
        """Makes the vocabulary from what is indexed: words that nothing has any more are forgotten."""
        vocabulary.forget(self.name)
        for written in self._model._default_manager.values_list("written", flat=True).iterator(500):
            vocabulary.count_changes(self.name, {}, written)

    def missing(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Those of ``rows`` whose words are not indexed, or in an older form."""
        return rows.exclude(pk__in=self._model._default_manager.filter(form=FORM).values("pk"))

    def _sought(self, query: Query, whole: int) -> list[Sought]:
        """The query's words with the forms that the index knows and what they are worth, the rarest first."""
        known = vocabulary.counted(self.name, [term for word in query.words for term in word.terms])
        found, unknown = [], 0
        for word in query.words:
            forms = {term: known[term] for term in word.terms if term in known}
            share = word.share
            if word.open_ended:
                forms |= vocabulary.beginning_with(self.name, word.word)
                share *= UNFINISHED
            if not forms and not word.common and unknown < CORRECTED:
                unknown += 1
                forms, share = vocabulary.near(self.name, word.word), share * MISTYPED
            share *= COMMON if word.common else 1.0 if forms else UNKNOWN
            worth = worth_of(min(max(forms.values(), default=0), whole), whole)
            found.append(Sought(word, tuple(forms), worth * share, word.word if word.open_ended else ""))
        worthy = sorted(found, key=lambda one: -one.worth)[:WORDS_OF_A_TEXT]
        return worthy if any(one.terms or one.prefix for one in worthy) else []
