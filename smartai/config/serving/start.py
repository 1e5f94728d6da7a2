"""What ``smartai serve`` becomes once its options are read.

The library that reads them stays behind: each process would have three megabytes of it.
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from typing import Final

from smartai.config.serving.lean import leave_out_rich
from smartai.config.serving.lifeline import killed_with

WITH_PARENT: Final = "--with-parent"


def main() -> None:
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(
            signal.SIGINT, signal.SIG_DFL
        )  # CTRL-C while everything is loaded: the end, no traceback
    if WITH_PARENT in sys.argv:
        killed_with(os.getppid())
    _fill_in_streams()
    leave_out_rich()
    importlib.import_module("smartai.config.serving.opening").open_up()


def _fill_in_streams() -> None:
    """Those that are closed become nothing: else a socket or the database takes their number."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # takes the lowest number that is free


if __name__ == "__main__":
    main()
