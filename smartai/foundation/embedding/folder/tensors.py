"""Numbers in a ``safetensors`` file, read where they lie: only the pages that are needed come into memory.

The format (https://github.com/huggingface/safetensors): eight bytes with the length of a JSON header, the
header, which says of each tensor its type, its shape and where it begins and ends, then the numbers.
"""

from __future__ import annotations

import json
import mmap
import struct
from pathlib import Path
from typing import Any, Final

LONGEST_HEADER: Final = 1_000_000
LARGEST_FILE: Final = 2**30
KINDS: Final = {"F16": "e", "F32": "f", "F64": "d", "I32": "i", "I64": "q"}


class Tensor:
    """``shape`` is that of a list or a table; a list has rows of one number."""

    def __init__(self, data: mmap.mmap, first: int, kind: str, shape: tuple[int, ...]) -> None:
        self.rows = shape[0]
        self.columns = shape[1] if len(shape) > 1 else 1
        self._data = data
        self._first = first
        self._row = struct.Struct(f"<{self.columns}{KINDS[kind]}")

    def row(self, place: int) -> tuple[Any, ...]:
        return self._row.unpack_from(self._data, self._first + place * self._row.size)

    @property
    def size(self) -> int:
        return self.rows * self._row.size


def read_tensors(path: Path) -> dict[str, Tensor]:
    """The lists and tables of the file, by name. Raises ``ValueError`` when it is no such file."""
    with path.open("rb") as file:
        if path.stat().st_size > LARGEST_FILE:
            raise ValueError(f"{path.name} is larger than a gigabyte")
        try:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            (length,) = struct.unpack_from("<Q", data)
            if length > LONGEST_HEADER:
                raise ValueError("header")
            header = json.loads(data[8 : 8 + length])
            return {
                name: _tensor(data, 8 + length, said)
                for name, said in header.items()
                if name != "__metadata__" and said["dtype"] in KINDS and len(said["shape"]) in (1, 2)
            }
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, struct.error) as error:
            raise ValueError(f"{path.name} is no safetensors file") from error


def _tensor(data: mmap.mmap, begin: int, said: Any) -> Tensor:
    first, end = said["data_offsets"]
    shape = tuple(int(size) for size in said["shape"])
    tensor = Tensor(data, begin + first, said["dtype"], shape)
    if min(*shape, first, 0) < 0 or end - first != tensor.size or begin + end > len(data):
        raise ValueError("shape")
    return tensor
