"""What a package that can be searched uses: an index of its rows' words, kept with the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Generic, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from smartai.foundation.search import vocabulary
from smartai.foundation.search.backends import Asked, candidates
from smartai.foundation.search.backends.asked import Wanted
from smartai.foundation.search.meaning import asked_for, meant, with_meanings
from smartai.foundation.search.models import Document
from smartai.foundation.search.models.document import FORM
from smartai.foundation.search.query import Query, Word, understood
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
from smartai.foundation.search.steps import Steps, alone, ask
from smartai.foundation.search.vocabulary import Known, Look, Spell
from smartai.lib.meanings import EDITION
from smartai.lib.words import stemmed, tokens

D = TypeVar("D", bound=Document)

CANDIDATES: Final = 80
"""Documents that are ranked for one query."""
WORDS_OF_A_TEXT: Final = 24
"""Of a long text the rarest words are looked for: the others are on every page."""
MEANINGS_OF_A_TEXT: Final = 20
FEW: Final = 1_000
"""Documents of which each can be looked at, whatever it was found by."""
NEW_AT_ONCE: Final = 100
READ: Final = 2_000
"""Of more documents than that, about so many are looked at for one query."""
COMMON_ONES: Final = 2
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
    """``name`` is what its terms are kept under, at most 20 characters.

    With ``meanings`` documents are found by what their words mean too (``lib.meanings``).
    """

    def __init__(self, name: str, model: type[D], *, meanings: bool = False) -> None:
        self.name = name
        self._model = model
        self._meanings = meanings
        self._form = FORM + EDITION if meanings else FORM
        self._languages: tuple[str, ...] = ()

    @transaction.atomic
    def put(self, text: Text) -> None:
        """Indexes the row anew, in the caller's transaction. Two statements, and one for changed terms."""
        document = self._prepared(text)
        before = self._model._default_manager.filter(pk=text.key).values_list("written", flat=True).first()
        document.save(force_insert=before is None, force_update=before is not None)
        vocabulary.count_changes(self.name, before or {}, document.written)

    @transaction.atomic
    def put_new(self, texts: Iterable[Text]) -> None:
        """Indexes rows that were not indexed yet, many at once: each word is counted once for all of them."""
        documents = [self._prepared(text) for text in texts]
        self._model._default_manager.bulk_create(documents, batch_size=NEW_AT_ONCE)
        vocabulary.count_words(
            self.name, Counter(pair for document in documents for pair in document.written.items())
        )

    def _prepared(self, text: Text) -> D:
        title, body = (
            [token.word for token in islice(tokens(part), MOST_TERMS)] for part in (text.title, text.body)
        )
        means = [meant(part, text.language) if self._meanings else [] for part in (text.title, text.body)]
        written = {word: stemmed(word, text.language) for word in (*title, *body)}
        written |= {name: name for part in means for name in part}
        return self._model(
            pk=text.key,
            language=text.language,
            title=with_meanings((written[word] for word in title), means[0]),
            body=with_meanings((written[word] for word in body), means[1]),
            written=written,
            form=self._form,
        )

    def find(
        self,
        text: str,
        *,
        among: QuerySet[Any],
        language: str,
        typing: bool = False,
        beside: str = "",
    ) -> list[Hit]:
        """As ``search``, by itself."""
        return alone(self.search(text, among=among, language=language, typing=typing, beside=beside))

    def search(
        self,
        text: str,
        *,
        among: QuerySet[Any],
        language: str,
        typing: bool = False,
        beside: str = "",
    ) -> Steps[list[Hit]]:
        """The rows ``among`` those visible that answer best, at most ``CANDIDATES``. Two statements, a third
        when a word is unknown, and one more after documents in another language came.

        ``among`` is always behind ``visible_to``: the index decides about words, never about access. Somebody
        who reads ``language`` finds documents of every language.
        """
        for _ in range(2):  # again when documents turn out to be in other languages than before
            spoken = self._languages
            languages = dict.fromkeys([language, *spoken])
            query = understood(text, languages, typing=typing, beside=beside)
            meanings = asked_for(text, beside, languages) if self._meanings and not query.phrases else {}
            known = yield from ask(self._look(query, meanings))
            held = known.beside
            self._languages = tuple(sorted(held))
            if self._languages == spoken:
                break
        whole = sum(held.values())
        sought = yield from self._sought(query, meanings if held else {}, whole, known)
        if not sought:
            return []
        telling = _telling(sought, whole)
        wanted = [
            *(Wanted(term, one.worth) for one in telling for term in one.terms),
            *(Wanted(one.prefix, one.worth, prefix=True) for one in telling if one.prefix),
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
        return rows.exclude(pk__in=self._model._default_manager.filter(form=self._form).values("pk"))

    def _look(self, query: Query, meanings: Mapping[str, float]) -> Look:
        """With how many documents there are in each language."""
        terms = dict.fromkeys([*(term for word in query.words for term in word.terms), *meanings])
        open_ended = (word.word for word in query.words if word.open_ended)
        starts = tuple(word for word in open_ended if len(word) >= vocabulary.START)
        table = self._model._meta.db_table
        held = f"SELECT language AS text, COUNT(*) AS number FROM {table} GROUP BY language"
        return Look(self.name, tuple(terms), starts, held)

    def _sought(
        self, query: Query, asked: Mapping[str, float], whole: int, known: Known
    ) -> Steps[list[Sought]]:
        """The query's words and meanings, with the forms that the index knows and what they are worth."""
        forms = {word: self._forms(word, known) for word in query.words}
        unknown = [word.word for word in query.words if not forms[word] and not word.common][:CORRECTED]
        spelled = (yield from ask(Spell(self.name, tuple(unknown)))) if unknown else {}
        found = []
        for word in query.words:
            share, its = word.share, forms[word]
            if word.open_ended:
                share *= UNFINISHED
            if word.word in unknown:
                its, share = vocabulary.near(word.word, spelled.get(word.word, ())), share * MISTYPED
            share *= COMMON if word.common else 1.0 if its else UNKNOWN
            worth = worth_of(min(max(its.values(), default=0), whole), whole)
            prefix = word.word if word.open_ended else ""
            documents = whole if word.open_ended and len(word.word) < vocabulary.START else sum(its.values())
            found.append(Sought(word, tuple(its), worth * share, prefix, rarity=worth, documents=documents))
        worthy = [
            *_worthiest(found, WORDS_OF_A_TEXT),
            *_worthiest(_meant(asked, known.counted, whole), MEANINGS_OF_A_TEXT),
        ]
        return worthy if any(one.terms or one.prefix for one in worthy) else []

    @staticmethod
    def _forms(word: Word, known: Known) -> dict[str, int]:
        forms = {term: known.counted[term] for term in word.terms if term in known.counted}
        return forms | dict(known.beginning_with(word.word)) if word.open_ended else forms


def _telling(sought: list[Sought], whole: int) -> list[Sought]:
    """What documents are looked up by.

    Of many documents the rarest words first, until about ``READ`` hold one of them; nothing that a fifth of
    all has, unless there is nothing else. What is commoner says less and costs more: it counts in what the
    others found.
    """
    if whole <= FEW:
        return sought
    rarest = sorted((one for one in sought if one.terms or one.prefix), key=lambda one: one.documents)
    least = worth_of(whole // 5, whole)
    telling: list[Sought] = []
    read = 0
    for one in [one for one in rarest if one.rarity >= least] or rarest[:COMMON_ONES]:
        read += one.documents
        if telling and read > READ:
            break
        telling.append(one)
    return telling


def _meant(asked: Mapping[str, float], known: Mapping[str, int], whole: int) -> list[Sought]:
    found = []
    for name, surely in asked.items():
        rarity = worth_of(min(known.get(name, 0), whole), whole)
        share = surely if name in known else surely * UNKNOWN
        terms = (name,) if name in known else ()
        word, documents = Word(name, (name,)), known.get(name, 0)
        found.append(Sought(word, terms, rarity * share, meant=True, rarity=rarity, documents=documents))
    return found


def _worthiest(sought: list[Sought], most: int) -> list[Sought]:
    return sorted(sought, key=lambda one: -one.worth)[:most]
