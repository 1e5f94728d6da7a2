"""The ``smartai`` command. Exit status: 0 done, 1 failed, 2 used or set up wrongly."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from smartai.config.serving.interpreter import command_of
from smartai.config.serving.lean import leave_out_rich

app = typer.Typer(
    help="SmartAI Tickets: a self-hosted help desk.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
user = typer.Typer(
    help="People who sign in: make an owner, set a password anew, help after a lost phone.",
    no_args_is_help=True,
)
app.add_typer(user, name="user")
search = typer.Typer(help="What is found by words: index it anew.", no_args_is_help=True)
app.add_typer(search, name="search")
articles = typer.Typer(help="Help articles as files: keep them in git.", no_args_is_help=True)
app.add_typer(articles, name="articles")
settings = typer.Typer(help="All settings as one file: keep them in git.", no_args_is_help=True)
app.add_typer(settings, name="settings")

SETTINGS = ("DJANGO_SETTINGS_MODULE", "smartai.config.settings")
Address = Annotated[str, typer.Argument(metavar="EMAIL", help="The person's e-mail address.")]
Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the files are.")]
SettingsFile = Annotated[Path, typer.Argument(metavar="FILE", help="A YAML file; logos stand beside it.")]
Prune = Annotated[
    bool, typer.Option("--prune", help="Also archive rows of the file's lists that it does not name.")
]
KnownPeople = Annotated[
    bool, typer.Option("--known-people-only", help="Leave out members whom this help desk does not know.")
]
FromStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]


def main() -> None:
    app()


def _body(name: str) -> Any:
    """A command's module. Loading Django takes half a second, so ``--help`` does without it."""
    os.environ.setdefault(*SETTINGS)
    if not importlib.import_module("django.apps").apps.ready:  # or logs would be set up anew, too
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
    os.environ.setdefault(*SETTINGS)
    command = command_of("smartai.config.serving.start")
    os.execv(command[0], [*command, *(["--with-parent"] if with_parent else [])])


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


@articles.command("import", epilog="Example: smartai articles import help --dry-run")
def import_articles(
    folder: Folder,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    archive_missing: Annotated[
        bool, typer.Option("--archive-missing", help="Archive articles that the folder has no file of.")
    ] = False,
) -> None:
    """Make the product's articles say what the files of FOLDER say.

    All files are checked before anything changes. Nothing is ever deleted.
    Articles are saved one at a time: an import that was stopped goes on when it is started again.
    """
    _body("articles").import_articles(folder, dry_run, archive_missing)


@articles.command("export", epilog="Example: smartai articles export help && git -C help diff")
def export_articles(folder: Folder) -> None:
    """Write every article, also drafts and archived ones, as a file into FOLDER.

    An article that has a file there already is written into that one. No file is removed.
    """
    _body("articles").export_articles(folder)


@settings.command("export", epilog="Example: smartai settings export settings.yaml && git diff")
def export_settings(file: SettingsFile) -> None:
    """Write all settings into FILE, their logos beside it, and no secrets.

    Where FILE names the place of a secret already, that stays.
    """
    _body("settings").export_settings(file)


@settings.command("import", epilog="Example: smartai settings import settings.yaml --dry-run")
def import_settings(
    file: SettingsFile,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    prune: Prune = False,
    known_people_only: KnownPeople = False,
    acting: Annotated[
        str, typer.Option("--as", metavar="EMAIL", help="The owner in whose name it is done.")
    ] = "",
) -> None:
    """Make the settings say what FILE says: all of it, or nothing where something is wrong.

    What FILE does not mention stays as it is.
    """
    _body("settings").import_settings(file, dry_run, prune, known_people_only, acting)


@settings.command("diff", epilog="Example: smartai settings diff settings.yaml || echo 'they differ'")
def compare_settings(
    file: SettingsFile, prune: Prune = False, known_people_only: KnownPeople = False
) -> None:
    """Show what an import of FILE would change.

    Exit status: 0 nothing, 1 something, 2 FILE can't be imported.
    """
    _body("settings").compare_settings(file, prune, known_people_only)


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


@user.command("end-second-step", epilog="Example: smartai user end-second-step olga@example.org")
def end_second_step(email: Address) -> None:
    """Take a lost phone's second step away, and sign the person out everywhere."""
    _body("users").end_second_step(email)
