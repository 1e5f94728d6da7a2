"""Where long-running processes begin: ``python -m smartai.config.serving.child web SOCKET`` or ``worker``."""

from __future__ import annotations

import importlib
import os
import sys

import django

from smartai.config.serving.lean import leave_out_rich
from smartai.config.serving.lifeline import end_with_supervisor


def main(kind: str, *arguments: str) -> None:
    """Its body is imported only after what must come first, Django's models among it."""
    end_with_supervisor()
    leave_out_rich()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "smartai.config.settings")
    django.setup()
    importlib.import_module(f"smartai.config.serving.{kind}").run(*arguments)
    # A page or a mail that is stuck in a thread would hold up the interpreter's own end.
    sys.stderr.flush()
    os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
