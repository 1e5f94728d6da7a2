from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from smartai.web.ui.compiled import KeptCompiled


def test_the_next_start_reads_what_was_compiled_until_it_changes(tmp_path: Path) -> None:
    first = started(tmp_path, "{{ 6 * 7 }}")
    assert first.get_template("one.html").render() == "42"
    kept = {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert len(kept) == 1
    assert started(tmp_path, "{{ 6 * 7 }}").get_template("one.html").render() == "42"
    assert {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == kept
    assert started(tmp_path, "{{ 6 * 8 }}").get_template("one.html").render() == "48"


def test_what_another_version_compiled_is_removed(tmp_path: Path) -> None:
    (tmp_path / "0123456789ab-x").write_bytes(b"old")
    started(tmp_path, "")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", [b"", b"nonsense"])
def test_a_damaged_file_or_a_folder_that_cannot_be_written_costs_time_only(
    tmp_path: Path, damage: bytes
) -> None:
    started(tmp_path, "one").get_template("one.html")
    for file in tmp_path.iterdir():
        file.write_bytes(damage)
    assert started(tmp_path, "one").get_template("one.html").render() == "one"
    (tmp_path / "file").write_bytes(b"")
    assert started(tmp_path / "file" / "below", "one").get_template("one.html").render() == "one"


def started(folder: Path, source: str) -> Environment:
    return Environment(loader=DictLoader({"one.html": source}), bytecode_cache=KeptCompiled(folder))
