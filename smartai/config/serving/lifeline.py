"""No process outlives the one that started it, however that ended: the port would stay taken."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from typing import Final

_PR_SET_PDEATHSIG: Final = 1


def end_with(supervisor: int) -> None:
    """For a child. Linux: the kernel kills it with its parent. Elsewhere: a thread looks twice a second."""
    if sys.platform == "linux":
        killed_with(supervisor)
    else:
        threading.Thread(target=_watch, args=(supervisor,), daemon=True, name="lifeline").start()


def killed_with(parent: int) -> None:
    """Also for the supervisor, which must not have a thread. Does nothing where the kernel cannot do it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def _watch(supervisor: int) -> None:
    while os.getppid() == supervisor:
        time.sleep(0.5)
    os._exit(1)
