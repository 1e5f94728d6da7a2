from __future__ import annotations

import math
import threading
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from smartai.foundation.embedding.folder.tensors import Tensor, read_tensors
from smartai.foundation.embedding.provider import NoVectors

MODEL: Final = "model.safetensors"
TOKENIZER: Final = "tokenizer.json"
TABLES: Final = ("embeddings", "embedding.weight")
"""What Model2Vec and Sentence Transformers call the table of a static model."""
DIMENSIONS: Final = range(8, 4_097)
MOST_PIECES: Final = 1_000


class Folder:
    """Read at the first use, in each process that uses it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._opened: _Model | None = None

    @property
    def name(self) -> str:
        """Tells by its content whether it is the same model: on several machines too, wherever it lies."""
        try:
            return f"{self._path.name[:100]} {self._model().checksum:08x}"
        except NoVectors:
            return f"{self._path.name[:100]} (unreadable)"

    def embed(self, texts: Sequence[str], *, within: float) -> list[Sequence[float]]:
        """Takes a millisecond or so for each hundred words; it needs not be bounded."""
        model = self._model()
        return [model.vector(text) for text in texts]

    def _model(self) -> _Model:
        with self._lock:
            if self._opened is None:
                try:
                    self._opened = _Model(self._path)
                except (OSError, ValueError, ImportError) as error:
                    raise NoVectors(f"the model in {self._path.name} cannot be read: {error}") from error
            return self._opened


class _Model:
    def __init__(self, path: Path) -> None:
        # The extra "model" brings it: whoever has no such folder goes without it and its megabytes.
        from tokenizers import Tokenizer

        tensors = read_tensors(path / MODEL)
        self._table = _table(tensors)
        self._weights, self._mapping = tensors.get("weights"), tensors.get("mapping")
        self._tokenizer: Any = _tokenizer(Tokenizer, path / TOKENIZER)
        self.checksum = _checksum(path / MODEL, _checksum(path / TOKENIZER))

    def vector(self, text: str) -> list[float]:
        """The weighted mean of its pieces; one that points nowhere for a text without any."""
        pieces = self._tokenizer.encode(text, add_special_tokens=False).ids[:MOST_PIECES]
        total = [0.0] * self._table.columns
        for piece in pieces:
            row, weight = self._place(piece), self._weight(piece)
            if row < self._table.rows:
                total = [one + weight * other for one, other in zip(total, self._table.row(row), strict=True)]
        length = math.hypot(*total) or 1.0
        return [number / length for number in total]

    def _place(self, piece: int) -> int:
        """Some models let several pieces share a row."""
        return int(_at(self._mapping, piece, piece))

    def _weight(self, piece: int) -> float:
        return float(_at(self._weights, piece, 1.0))


def _table(tensors: dict[str, Tensor]) -> Tensor:
    found = next((tensors[name] for name in TABLES if name in tensors), None)
    if found is None or found.columns not in DIMENSIONS:
        raise ValueError(f"{MODEL} holds no table called {' or '.join(TABLES)}")
    return found


def _tokenizer(kind: Any, path: Path) -> Any:
    try:
        made = kind.from_file(str(path))
    except Exception as error:  # what the library raises is a bare Exception
        raise ValueError(f"{TOKENIZER}: {error}") from error
    made.no_padding()
    made.no_truncation()
    return made


def _checksum(path: Path, before: int = 0) -> int:
    """Read in pieces, not where it is mapped: else all of it would stay in memory."""
    with path.open("rb") as file:
        while part := file.read(2**16):
            before = zlib.crc32(part, before)
    return before


def _at(tensor: Tensor | None, place: int, otherwise: float) -> float:
    if tensor is None or place >= tensor.rows:
        return otherwise
    return float(tensor.row(place)[0])
