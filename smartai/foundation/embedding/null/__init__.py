"""No vectors: articles are ranked by their words and what those mean."""

from __future__ import annotations

from collections.abc import Sequence

from smartai.foundation.embedding.provider import NoVectors


class NoEmbedding:
    name = ""

    def embed(self, texts: Sequence[str], *, within: float) -> list[Sequence[float]]:
        raise NoVectors("none are made here")
