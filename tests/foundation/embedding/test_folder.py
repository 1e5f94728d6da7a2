"""A static model is read where it lies; what is none is refused with its reason."""

from __future__ import annotations

import json
import struct
from typing import Any

import pytest

from smartai.foundation.embedding.folder import Folder
from smartai.foundation.embedding.folder.tensors import read_tensors
from smartai.foundation.embedding.provider import NoVectors

WORDS = {"[UNK]": 0, "cat": 1, "boat": 2, "kitten": 3}
ROWS = [[0.0] * 8, [1.0, 0.0, *[0.0] * 6], [0.0, 1.0, *[0.0] * 6], [0.9, 0.1, *[0.0] * 6]]


def tensor_file(path, tensors, kind="F32"):
    """The format by hand: what the product reads was not written by it."""
    letter = {"F32": "f", "F16": "e"}[kind]
    header: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    numbers = b""
    for name, rows in tensors.items():
        flat = [number for row in rows for number in row]
        packed = struct.pack(f"<{len(flat)}{letter}", *flat)
        places = [len(numbers), len(numbers) + len(packed)]
        header[name] = {"dtype": kind, "shape": [len(rows), len(rows[0])], "data_offsets": places}
        numbers += packed
    said = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(said)) + said + numbers)


@pytest.fixture
def folder(tmp_path):
    pytest.importorskip("tokenizers", reason="the extra smartai-tickets[model]")
    tensor_file(tmp_path / "model.safetensors", {"embeddings": ROWS})
    model = {"type": "WordLevel", "vocab": WORDS, "unk_token": "[UNK]"}
    tokenizer = {
        "version": "1.0",
        "model": model,
        "pre_tokenizer": {"type": "Whitespace"},
        "added_tokens": [],
    }
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer))
    return tmp_path


def test_texts_that_mean_the_same_point_the_same_way(folder):
    cat, kitten, boat, nothing = Folder(folder).embed(["cat", "kitten kitten", "boat", ""], within=1)
    assert sum(one * other for one, other in zip(cat, kitten, strict=True)) > 0.9
    assert boat[1] == 1
    assert nothing == [0.0] * 8


def test_the_name_tells_the_model_by_its_content(folder):
    before = Folder(folder).name
    assert Folder(folder).name == before
    tensor_file(folder / "model.safetensors", {"embeddings": ROWS[::-1]})
    assert Folder(folder).name != before


@pytest.mark.parametrize("broken", ["model.safetensors", "tokenizer.json"])
@pytest.mark.parametrize("content", [b"", b"{}", b"\xff" * 100, None])
def test_a_folder_that_holds_no_model_gives_no_vectors(folder, broken, content):
    (folder / broken).unlink()
    if content is not None:
        (folder / broken).write_bytes(content)
    with pytest.raises(NoVectors, match="cannot be read"):
        Folder(folder).embed(["cat"], within=1)
    assert "unreadable" in Folder(folder).name


@pytest.mark.parametrize("kind", ["F32", "F16"])
def test_numbers_of_both_precisions_are_read(tmp_path, kind):
    tensor_file(tmp_path / "x", {"embedding.weight": [[1.0, 2.0], [3.0, 4.0]]}, kind)
    table = read_tensors(tmp_path / "x")["embedding.weight"]
    assert (table.rows, table.columns, table.row(1)) == (2, 2, (3.0, 4.0))


@pytest.mark.parametrize(
    "header",
    [
        {"t": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 8]}},
        {"t": {"dtype": "F32", "shape": [2, 2], "data_offsets": [0, 16]}},
        {"t": {"dtype": "F32", "shape": [-1, 2], "data_offsets": [8, 0]}},
        {"t": {"dtype": "F32", "shape": [1, 1], "data_offsets": [-4, 0]}},
        {"t": {"dtype": "F32", "shape": ["a", 1], "data_offsets": [0, 4]}},
        {"t": 7},
        [],
    ],
)
def test_a_file_that_promises_what_it_does_not_hold_is_refused(tmp_path, header):
    said = json.dumps(header).encode()
    (tmp_path / "x").write_bytes(struct.pack("<Q", len(said)) + said + b"\0" * 8)
    with pytest.raises(ValueError, match="no safetensors file"):
        read_tensors(tmp_path / "x")


def test_a_header_of_any_length_is_not_read(tmp_path):
    (tmp_path / "x").write_bytes(struct.pack("<Q", 2**62) + b"{}")
    with pytest.raises(ValueError, match="no safetensors file"):
        read_tensors(tmp_path / "x")
