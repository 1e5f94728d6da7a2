from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Self

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Max, Model, QuerySet

from smartai.foundation.search.corpus import postgresql, sqlite
from smartai.foundation.search.corpus.asked import FOUND, Asked
from smartai.foundation.search.corpus.parts import Paper, Wish
from smartai.foundation.search.models import Filed
from smartai.foundation.search.models.filed import FILED_AS
from smartai.foundation.search.steps import Asks, alone, ask

AT_FIRST: Final = 3_000
"""Texts with the words that are looked at before it is seen whether more are needed."""
FURTHER: Final = 4
ENOUGH_SECONDS: Final = 0.1
"""After so long nothing older is looked for: whoever searches is told how far back it went."""
AT_ONCE: Final = 100
NEWEST: Final = "newest"


@dataclass(frozen=True)
class Match:
    """``score`` orders the matches of one search and says nothing by itself; ``told`` as ``Seek`` asked."""

    key: int
    score: float
    told: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Matches:
    """The best first. ``since`` is the oldest key that was looked at, None when all were."""

    found: list[Match]
    since: int | None = None


class Corpus:
    """The texts filed under ``model``, whose migration has a ``FileWords``.

    ``edition`` counts up when more of a row is filed: what is of another ``form`` is filed anew.
    """

    def __init__(self, model: type[Filed], *, edition: int = 0) -> None:
        self.model = model
        self.form = FILED_AS + edition
        self._table = model._meta.db_table
        pk: Any = model._meta.pk
        self._key = str(pk.column)

    def file(self, papers: Sequence[Paper]) -> None:
        """Files the texts anew, in the caller's transaction; by key, so that no two wait for each other."""
        ordered = sorted(papers, key=lambda paper: paper.key)
        backend = sqlite if connection.vendor == "sqlite" else postgresql
        with connection.cursor() as cursor:
            for first in range(0, len(ordered), AT_ONCE):
                backend.write(cursor, self._table, self._key, ordered[first : first + AT_ONCE], self.form)

    def alone(self) -> bool:
        """Until the caller's transaction ends no other worker files texts here: it would only do the same."""
        if connection.vendor != "postgresql":
            return True
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [f"filing {self._table}"])
            return bool(cursor.fetchone()[0])

    def remove(self, keys: Sequence[int]) -> None:
        """In the caller's transaction."""
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                sqlite.remove(cursor, self._table, keys)
        self.model.objects.filter(pk__in=keys).delete()

    @property
    def newest(self) -> str:
        """SQL for the newest key, to be asked beside the vocabulary and given to ``Seek``."""
        return f"SELECT '{NEWEST}' AS text, MAX({self._key}) AS number FROM {self._table}"

    def find(self, wish: Wish, among: QuerySet[Any], most: int) -> Matches:
        """As ``Seek``, by itself."""
        return alone(ask(Seek(self, wish, among, most)))

    def asked(self, seek: Seek) -> Asked | None:
        """None when nothing may be found."""
        try:
            among = _correlated(seek.among)
        except EmptyResultSet:
            return None
        told = (
            seek.told.order_by().filter(pk=_Found()).query.sql_with_params()
            if seek.told is not None
            else None
        )
        return Asked(self._table, self._key, seek.wish, among, seek.most, told)

    def find_within(self, wish: Wish, keys: Sequence[int], most: int) -> list[Match]:
        """The best of these texts: some thousand at most, each of which may be seen. One statement."""
        if not keys:
            return []
        asked = Asked(self._table, self._key, wish, None, most)
        backend = sqlite if connection.vendor == "sqlite" else postgresql
        with connection.cursor() as cursor:
            return [Match(*row) for row in backend.find_within(cursor, asked, keys)]

    def newest_now(self) -> int:
        newest = self.model.objects.aggregate(newest=Max("pk"))["newest"]
        return int(newest or 0)


@dataclass(frozen=True)
class Seek(Asks[Matches]):
    """At most ``most`` rows ``among`` those visible.

    ``among`` is always behind ``visible_to``: a corpus decides about words, never about access. Of words
    that very many texts have, the newest texts are looked at, then further back while time allows.
    ``newest`` is the newest key, when it is known. ``told`` gives JSON of any row: what is wanted of those
    that are found.
    """

    corpus: Corpus
    wish: Wish
    among: QuerySet[Any]
    most: int
    newest: int | None = None
    told: QuerySet[Any, Any] | None = None

    @classmethod
    def answered(cls, asked: Sequence[Self]) -> list[Matches]:
        """One statement. On PostgreSQL more where a word is in very many texts: see ``_Search``."""
        searches = [_Search(seek) for seek in asked]
        while running := [search for search in searches if search.matches is None]:
            for search, rows in zip(running, _rows([one.statement() for one in running]), strict=True):
                search.take(rows)
        return [search.matches or Matches([]) for search in searches]


class _Search:
    """One ``Seek`` while it is answered: on PostgreSQL further and further back, until there is enough."""

    def __init__(self, seek: Seek) -> None:
        self._began = time.monotonic()
        self._asked = seek.corpus.asked(seek)
        self._at_most = seek.wish.at_most
        self._newest: int | None = None
        self._back: int | None = None
        self.matches: Matches | None = None if self._asked else Matches([])
        is_rare = self._at_most is not None and self._at_most <= AT_FIRST
        if self._asked and connection.vendor == "postgresql" and not is_rare:
            self._newest = seek.corpus.newest_now() if seek.newest is None else seek.newest
            self._back = self._first_step(self._newest) if self._newest else None

    @property
    def _since(self) -> int | None:
        """The oldest key that is looked at now; None when all are."""
        if self._newest is None or self._back is None:
            return None
        return max(self._newest - self._back, 0) or None

    def statement(self) -> tuple[str, list[Any]]:
        assert self._asked
        if connection.vendor == "sqlite":
            return sqlite.statement(self._asked)
        return postgresql.statement(self._asked, self._since, self._newest)

    def take(self, rows: Sequence[_Row]) -> None:
        """What the statement gave."""
        found = [Match(key, score, json.loads(told) if told else {}) for key, score, told, _ in rows]
        found.sort(key=lambda match: (-match.score, -match.key))
        since = self._since
        if connection.vendor == "sqlite" or since is None:
            self.matches = Matches(found, rows[0][3] if rows else None)
        elif self._is_enough(len(found)):
            self.matches = Matches(found, postgresql.first_of_block(since))
        elif self._back is not None:
            # Nobody counted the words: they are rare when the newest texts have few of them.
            goes_on = self._at_most is not None or self._asks_more_than(len(found))
            self._back = self._back * FURTHER if goes_on else None

    def _is_enough(self, found: int) -> bool:
        assert self._asked
        return found >= self._asked.most or time.monotonic() - self._began > ENOUGH_SECONDS

    def _asks_more_than(self, found: int) -> bool:
        assert self._asked
        return found > self._asked.most // 4

    def _first_step(self, newest: int) -> int:
        """How many keys back, so that about ``AT_FIRST`` of the texts there have the words."""
        if self._at_most is None:
            return postgresql.BLOCK
        return max(newest * AT_FIRST // self._at_most, postgresql.BLOCK)


_Row = tuple[int, float, str | None, int | None]


def _rows(statements: Sequence[tuple[str, list[Any]]]) -> list[list[_Row]]:
    """Of each statement, all asked at once."""
    found: list[list[_Row]] = [[] for _ in statements]
    arms = [
        f"SELECT {place}, arm{place}.* FROM ({sql}) AS arm{place}"
        for place, (sql, _) in enumerate(statements)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(arms), [value for _, values in statements for value in values])
        for place, *row in cursor.fetchall():
            found[place].append(tuple(row))
    return found


class _Found(Expression):
    """The key of the text that the surrounding statement looks at."""

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, Any]:
        return FOUND, []


def _correlated(among: QuerySet[Any]) -> tuple[str, Sequence[Any]] | None:
    """A statement that gives a row when the found key is among those; None when every row is."""
    query = among.query
    if not query.where and not query.is_sliced and not query.combinator:
        return None
    if query.is_sliced or query.combinator:
        model: type[Model] = among.model
        among = model._default_manager.filter(pk__in=among)
    sql, parameters = among.order_by().filter(pk=_Found()).values("pk").query.sql_with_params()
    return sql, parameters
