from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from smartai.foundation.embedding.provider import NoVectors
from smartai.foundation.outside.asking import NoAnswer, post
from smartai.foundation.outside.breaker import Breaker

DIMENSIONS: Final = range(8, 4_097)
BYTES_OF_A_NUMBER: Final = 32
"""In JSON, with room for blanks: bounds what is read of an answer."""


@dataclass(frozen=True)
class Endpoint:
    """``address`` ends where the servers' manuals say "base URL", as in ``http://127.0.0.1:11434/v1``."""

    address: str
    model: str
    key: str = field(default="", repr=False)
    breaker: Breaker = field(default_factory=Breaker, compare=False, repr=False)

    @property
    def name(self) -> str:
        return f"{self.model} at {self.address}"[:200]

    def embed(self, texts: Sequence[str], *, within: float) -> list[Sequence[float]]:
        if not self.breaker.lets_through():
            raise NoVectors("the server failed lately")
        try:
            vectors = self._ask(texts, within)
        except NoVectors:
            self.breaker.failed()
            raise
        self.breaker.succeeded()
        return vectors

    def _ask(self, texts: Sequence[str], within: float) -> list[Sequence[float]]:
        body = json.dumps({"model": self.model, "input": list(texts), "encoding_format": "float"}).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        most = len(texts) * DIMENSIONS.stop * BYTES_OF_A_NUMBER
        try:
            answer = post(f"{self.address.rstrip('/')}/embeddings", body, headers, within=within, most=most)
        except NoAnswer as problem:
            raise NoVectors(str(problem)) from problem
        try:
            return _vectors(json.loads(answer), len(texts))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
            raise NoVectors("the answer holds no vectors as they were asked for") from error


def _vectors(answer: Any, count: int) -> list[Sequence[float]]:
    """In the order of the texts. Raises ``ValueError`` and its like for whatever else a server may send."""
    rows = {int(row["index"]): [float(number) for number in row["embedding"]] for row in answer["data"]}
    vectors = [rows[place] for place in range(count)]
    if len({len(vector) for vector in vectors}) != 1 or len(vectors[0]) not in DIMENSIONS:
        raise ValueError("lengths")
    if not all(math.isfinite(number) for vector in vectors for number in vector):
        raise ValueError("numbers")
    return list(vectors)
