"""How one program of ours starts another in its place or beside it."""

from __future__ import annotations

import sys


def command_of(module: str) -> list[str]:
    """Runs ``module``, found as we were: after ``python -m smartai`` also in the folder we are in."""
    in_this_folder = "-m" in sys.orig_argv and not sys.flags.safe_path
    return [sys.executable, *([] if in_this_folder else ["-P"]), "-m", module]
