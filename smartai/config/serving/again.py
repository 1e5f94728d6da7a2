"""Takes the place of a process that ended: ``python -m smartai.config.serving.again`` and four arguments.

It loads the product by itself and shares nothing, so it takes more memory than the fork before it, until the
product is started anew.
"""

from __future__ import annotations

import importlib
import os
import socket
import sys

from smartai.config.output import flush_output
from smartai.config.serving.handover import WEB, be_told_to_end
from smartai.config.serving.lean import leave_out_rich, settle
from smartai.config.serving.lifeline import end_with


def main() -> None:
    kind, number, supervisor, happened = sys.argv[1:]
    be_told_to_end()
    end_with(int(supervisor))
    leave_out_rich()
    importlib.import_module("django").setup()
    importlib.import_module("structlog").get_logger("smartai.serve").warning(happened)
    module = importlib.import_module(f"smartai.config.serving.{kind}")
    settle()
    module.run(*([_own(int(number))] if kind == WEB else []))
    flush_output()
    os._exit(0)  # as a fork does: nothing that is stuck in a thread holds up the end


def _own(number: int) -> socket.socket:
    """The socket that whoever asked our predecessor waits at."""
    opened = socket.socket(fileno=number)
    opened.set_inheritable(False)
    return opened


if __name__ == "__main__":
    main()
