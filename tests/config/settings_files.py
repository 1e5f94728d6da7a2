"""The command and its file, as the tests of settings as code use them."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from smartai.config.cli import app


def smartai(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["settings", *map(str, words)])


def write(file: Path, text: str) -> Path:
    file.write_text(f"format: 1\n{text}", "utf-8")
    return file


def change(file: Path, *pairs: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    file.write_text(text, "utf-8")
