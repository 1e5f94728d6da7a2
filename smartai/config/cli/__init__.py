"""The ``smartai`` command. Exit status: 0 done, 1 failed, 2 used or set up wrongly."""

from __future__ import annotations

import importlib
import os
from typing import Annotated, Any

import typer

from smartai.config.serving.lean import leave_out_rich

app = typer.Typer(
    help="SmartAI Tickets: a self-hosted help desk.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
user = typer.Typer(help="People who sign in.", no_args_is_help=True)
app.add_typer(user, name="user")

FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


def main() -> None:
    app()


def _body(name: str) -> Any:
    """A command's module. Loading Django takes half a second, so ``--help`` does without it."""
    leave_out_rich()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartai.config.settings")
    importlib.import_module("django").setup()
    return importlib.import_module(f"smartai.config.cli.{name}")


@app.command()
def serve(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Instead of PORT.")] = None,
    host: Annotated[str | None, typer.Option(help="Instead of SMARTAI_HOST.")] = None,
) -> None:
    """Start everything: bring the database up to date, then run web and worker until CTRL-C."""
    if port:
        os.environ["PORT"] = str(port)
    if host:
        os.environ["SMARTAI_HOST"] = host
    _body("serve").run()


@app.command()
def worker() -> None:
    """Run a worker alone, for installations on several machines."""
    _body("work").run()


@app.command()
def migrate() -> None:
    """Bring the database to this version's form."""
    _body("content").migrate()


@app.command()
def demo() -> None:
    """Fill an empty installation with a demo company."""
    _body("content").demo()


@app.command()
def seed(
    tickets: Annotated[int, typer.Option(min=1, help="How many tickets.")] = 1000,
    messages: Annotated[int, typer.Option(min=1, help="How many messages each.")] = 5,
) -> None:
    """Add many invented tickets, for measuring."""
    _body("content").seed(tickets, messages)


@app.command()
def doctor() -> None:
    """Check settings, database, mail, files and worker; one line each."""
    _body("doctor").run()


@user.command("create-owner")
def create_owner(
    email: str,
    name: Annotated[str, typer.Option(help="As customers see it.")],
    password_stdin: FromStdin = False,
) -> None:
    """Add somebody who may change every setting."""
    _body("users").create_owner(email, name, password_stdin)


@user.command("reset-password")
def reset_password(email: str, password_stdin: FromStdin = False) -> None:
    """Set a new password and sign the person out everywhere."""
    _body("users").reset_password(email, password_stdin)
