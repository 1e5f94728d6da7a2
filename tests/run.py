"""This run of the tests: its name, its folder, its databases; and what killed runs left behind."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

import psycopg
from psycopg import sql

# Workers of pytest-xdist inherit the name from the process that starts them.
RUN = os.environ.setdefault("SMARTAI_TEST_RUN", str(os.getpid()))

_FOLDERS = Path(tempfile.gettempdir())
_FOLDER = "smartai-tests-"
_DATABASE = "smartai_test_"


def run_folder() -> Path:
    return _FOLDERS / f"{_FOLDER}{RUN}"


def data_folder() -> Path:
    """The data folder of this process; every worker has its own."""
    folder = run_folder() / os.environ.get("PYTEST_XDIST_WORKER", "main")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def database_name(engine: str) -> str:
    """A file for SQLite, so that threads and processes meet as they do in production; else a unique name."""
    if engine.endswith("sqlite3"):
        return str(run_folder() / "smartai.sqlite3")
    return f"{_DATABASE}{RUN}"


def remove_leftovers(postgres: str | None) -> None:
    """Remove the folders and databases of runs whose process is gone."""
    for folder in _FOLDERS.glob(f"{_FOLDER}*"):
        if not _runs(folder.name):
            shutil.rmtree(folder, ignore_errors=True)
    if postgres:
        with psycopg.connect(postgres, autocommit=True) as connection:
            names = connection.execute(
                "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [_DATABASE]
            ).fetchall()
            for (name,) in names:
                if not _runs(name):
                    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                    connection.execute(statement.format(sql.Identifier(name)))


def remove_folder() -> None:
    shutil.rmtree(run_folder(), ignore_errors=True)


def _runs(name: str) -> bool:
    number = re.search(r"(?:smartai-tests-|smartai_test_)(\d+)", name)
    if number is None:
        return True
    try:
        os.kill(int(number[1]), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
