"""Vectors of rows: kept beside them, and compared with what somebody asks."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from operator import mul
from typing import Any, Final, Generic, TypeVar

import structlog
from django.db import transaction
from django.db.models import F, QuerySet

from smartai.foundation.embedding.models import Embedded
from smartai.foundation.embedding.provider import NoVectors
from smartai.foundation.embedding.registry import provider

E = TypeVar("E", bound=Embedded)

SCALE: Final = 127
AT_ONCE: Final = 32
MADE_WITHIN: Final = 60.0
ASKED_WITHIN = 0.4
"""Seconds that a page waits for the vector of a question, at most."""
MOST_CHARACTERS: Final = 2_000
"""Of a text: about what models read of one; some servers refuse more."""
FEWEST_COMPARED: Final = 4
"""Among fewer, being nearer than the others says nothing."""

log = structlog.get_logger()


class Vectors(Generic[E]):
    """``text_of`` says what of a row counts; rows have ``changed_at``."""

    def __init__(self, model: type[E], text_of: Callable[[Any], str]) -> None:
        self._model = model
        self._text_of = text_of

    def are_made(self) -> bool:
        return bool(provider().name)

    def made(self, rows: QuerySet[Any]) -> int:
        """How many of the rows have a vector of the present provider."""
        return self._model._default_manager.filter(pk__in=rows.values("pk"), made_by=provider().name).count()

    def refresh(self, rows: QuerySet[Any]) -> int:
        """Makes the vectors of at most ``AT_ONCE`` of the rows that have none of their present text.

        The network is asked outside of any transaction. Says how many; else what there is stays.
        """
        source = provider()
        if not source.name:
            return 0
        fresh = self._model._default_manager.filter(made_by=source.name, of=F(self._changed_at))
        missing = list(rows.exclude(pk__in=fresh.values("pk")).order_by("pk")[:AT_ONCE])
        if not missing:
            return 0
        texts = [self._text_of(row)[:MOST_CHARACTERS] for row in missing]
        try:
            made = source.embed(texts, within=MADE_WITHIN)
        except NoVectors as problem:
            log.warning("embedding.not_made", reason=str(problem))
            return 0
        self._keep(missing, made, source.name)
        return len(missing)

    def nearness(self, text: str, keys: Collection[int]) -> Mapping[int, float]:
        """How much nearer to ``text`` each is than they are on the whole, in standard deviations.

        Empty when no vectors are made, or none can be had in time: then words decide alone. One statement.
        """
        source = provider()
        if not source.name or len(keys) < FEWEST_COMPARED or not text.strip():
            return {}
        try:
            asked = packed(source.embed([text[:MOST_CHARACTERS]], within=ASKED_WITHIN)[0])
        except NoVectors as problem:
            log.warning("embedding.left_out", reason=str(problem))
            return {}
        kept = self._model._default_manager.filter(pk__in=list(keys), made_by=source.name)
        near = {key: _cosine(asked, bytes(numbers)) for key, numbers in kept.values_list("pk", "numbers")}
        return _standardised(near)

    @property
    def _changed_at(self) -> str:
        return f"{self._model._meta.pk.name}__changed_at"

    def _keep(self, rows: Sequence[Any], made: Sequence[Sequence[float]], made_by: str) -> None:
        with transaction.atomic():
            # A row may be gone since it was read: held, it stays until its vector is written.
            held = type(rows[0])._default_manager.select_for_update().filter(pk__in=[row.pk for row in rows])
            still = set(held.values_list("pk", flat=True))
            self._model._default_manager.bulk_create(
                [
                    self._model(pk=row.pk, numbers=packed(vector), made_by=made_by, of=row.changed_at)
                    for row, vector in zip(rows, made, strict=True)
                    if row.pk in still
                ],
                update_conflicts=True,
                unique_fields=[self._model._meta.pk.name],
                update_fields=["numbers", "made_by", "of"],
            )


def packed(vector: Sequence[float]) -> bytes:
    """One byte a number: a fiftieth of the precision moves no rank."""
    largest = max(map(abs, vector)) or 1.0
    return array("b", [round(number / largest * SCALE) for number in vector]).tobytes()


def _cosine(one: bytes, other: bytes) -> float:
    """0 for vectors of different lengths: a server that changed its model under the same name."""
    if len(one) != len(other):
        return 0.0
    a, b = array("b", one), array("b", other)
    lengths = math.sqrt(sum(map(mul, a, a)) * sum(map(mul, b, b))) or 1.0
    return float(sum(map(mul, a, b)) / lengths)


def _standardised(near: Mapping[int, float]) -> dict[int, float]:
    if len(near) < FEWEST_COMPARED:
        return {}
    mean = sum(near.values()) / len(near)
    spread = math.sqrt(sum((one - mean) ** 2 for one in near.values()) / len(near))
    return {key: (one - mean) / spread for key, one in near.items()} if spread else {}
