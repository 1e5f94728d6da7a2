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
user = typer.Typer(help="People who sign in: make an owner, set a password anew.", no_args_is_help=True)
app.add_typer(user, name="user")
search = typer.Typer(help="What is found by words: index it anew.", no_args_is_help=True)
app.add_typer(search, name="search")

Address = Annotated[str, typer.Argument(metavar="EMAIL", help="The person's e-mail address.")]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


def main() -> None:
    app()


def _body(name: str) -> Any:
    """A command's module. Loading Django takes half a second, so ``--help`` does without it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartai.config.settings")
    importlib.import_module("django").setup()
    return importlib.import_module(f"smartai.config.cli.{name}")


@app.command(epilog="Example: smartai serve --port 9000")
def serve(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Instead of PORT.")] = None,
    host: Annotated[str | None, typer.Option(help="Instead of SMARTAI_HOST.")] = None,
    with_parent: Annotated[
        bool, typer.Option("--with-parent", help="End when the program that started it is killed (on Linux).")
    ] = False,
) -> None:
    """Start everything: bring the database up to date, then run web and worker until CTRL-C."""
    if port:
        os.environ["PORT"] = str(port)
    if host:
        os.environ["SMARTAI_HOST"] = host
    leave_out_rich()
    _body("serve").run(with_parent)


@app.command(epilog="Example: SMARTAI_DATABASE_URL=postgresql://smartai@db.example/smartai smartai worker")
def worker() -> None:
    """Run a worker alone, for installations on several machines."""
    leave_out_rich()
    _body("work").run()


@app.command(epilog="Example: smartai migrate && smartai doctor")
def migrate() -> None:
    """Bring the database to this version's form."""
    _body("content").migrate()


@app.command(epilog="Example: SMARTAI_DATA=$(mktemp -d) smartai demo")
def demo() -> None:
    """Fill an empty installation with a demo company."""
    _body("content").demo()


@app.command(epilog="Example: smartai seed --tickets 100000 --messages 3")
def seed(
    tickets: Annotated[int, typer.Option(min=1, help="How many tickets.")] = 1000,
    messages: Annotated[int, typer.Option(min=1, help="How many messages each.")] = 5,
) -> None:
    """Add many invented tickets, for measuring."""
    _body("content").seed(tickets, messages)


@search.command("rebuild", epilog="Example: smartai search rebuild")
def rebuild_search() -> None:
    """Index all that can be searched anew, while the product runs."""
    _body("content").rebuild_search()


@app.command(epilog="Example: smartai doctor || echo 'the help desk needs a look'")
def doctor() -> None:
    """Check settings, database, mail, files, queue and worker; exit status 1 when one fails."""
    _body("doctor").run()


@user.command("create-owner", epilog='Example: smartai user create-owner olga@example.org --name "Olga Berg"')
def create_owner(
    email: Address,
    name: Annotated[str, typer.Option(help="As customers see it.")],
    password_stdin: FromStdin = False,
) -> None:
    """Add somebody who may change every setting."""
    _body("users").create_owner(email, name, password_stdin)


@user.command("reset-password", epilog="Example: smartai user reset-password olga@example.org")
def reset_password(email: Address, password_stdin: FromStdin = False) -> None:
    """Set a new password and sign the person out everywhere."""
    _body("users").reset_password(email, password_stdin)
