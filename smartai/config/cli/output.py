"""What the command says: results on standard output, problems on standard error."""

from __future__ import annotations

from typing import NoReturn

import typer
from rich.console import Console

console = Console(highlight=False, soft_wrap=True)
_errors = Console(stderr=True, highlight=False, soft_wrap=True)


def fail(line: str, status: int = 1) -> NoReturn:
    _errors.print(f"smartai: {line}", markup=False)
    raise typer.Exit(status)
