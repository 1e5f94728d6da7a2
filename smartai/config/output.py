"""What a command says: results on standard output, problems on standard error.

Without the library of commands: what serves says something, too, and runs for months.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Final, NoReturn

BOLD: Final = 1
RED: Final = 31
GREEN: Final = 32


def say(line: str) -> None:
    """A terminal that is gone or a log without room is no reason to stop."""
    with suppress(OSError):
        print(line, flush=True)


def say_fact(name: str, *values: str) -> None:
    """``Team       http://127.0.0.1:8000/desk/``, the name in bold on a terminal."""
    first, *others = values
    rest = "".join(f"  {value}" for value in others)
    say(f"{_styled(f'{name:<10}', BOLD)} {first:<33}{rest}".rstrip())


def say_result(well: bool, name: str, line: str) -> None:
    word = _styled("ok    ", GREEN) if well else _styled("failed", RED)
    say(f"{word}  {name:<9} {line}")


def complain(line: str) -> None:
    """A problem that ends nothing by itself."""
    with suppress(OSError):
        print(line, file=sys.stderr, flush=True)


def fail(line: str, status: int = 1) -> NoReturn:
    """Ends the command with ``status``."""
    complain(f"smartai: {line}")
    raise SystemExit(status)


def flush_output() -> None:
    """Before a fork or an ``exec``, which would say twice, or never, what waits. Streams may be closed."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, AttributeError, ValueError):
            stream.flush()


def _styled(text: str, style: int) -> str:
    """On a terminal whose user wants it (https://no-color.org)."""
    if sys.stdout and sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        return f"\x1b[{style}m{text}\x1b[0m"
    return text
