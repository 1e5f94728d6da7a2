"""What the command says: results on standard output, problems on standard error."""

from __future__ import annotations

from typing import NoReturn

import typer


def say(line: str) -> None:
    typer.echo(line)


def say_fact(name: str, *values: str) -> None:
    """``Team       http://127.0.0.1:8000/desk/``, the name in bold on a terminal."""
    first, *others = values
    rest = "".join(f"  {value}" for value in others)
    typer.echo(f"{typer.style(f'{name:<10}', bold=True)} {first:<33}{rest}".rstrip())


def say_result(well: bool, name: str, line: str) -> None:
    word = typer.style("ok    ", fg="green") if well else typer.style("failed", fg="red")
    typer.echo(f"{word}  {name:<9} {line}")


def complain(line: str) -> None:
    """A problem that ends nothing by itself."""
    typer.echo(line, err=True)


def fail(line: str, status: int = 1) -> NoReturn:
    typer.echo(f"smartai: {line}", err=True)
    raise typer.Exit(status)
