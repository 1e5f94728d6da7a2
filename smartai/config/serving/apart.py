"""Work done in a process of its own, so that what it needs for a moment leaves with it."""

from __future__ import annotations

import json
import os
import traceback
from collections.abc import Callable
from typing import Any, NoReturn

from smartai.config.output import flush_output
from smartai.config.serving.lifeline import end_with


class Apart:
    """Begins ``work`` in a fork; only from a process with a single thread and no open connection."""

    def __init__(self, work: Callable[[], Any]) -> None:
        here = os.getpid()
        flush_output()
        self._told, telling = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            os.close(self._told)
            _live(work, here, telling)
        os.close(telling)

    def outcome(self) -> Any:
        """Waits for its end. What ``work`` returned, by way of JSON.

        Raises ``SystemExit`` with its status when it failed; it has said why.
        """
        with os.fdopen(self._told, encoding="utf-8") as told:
            words = told.read()
        _, status = os.waitpid(self._pid, 0)
        if status:
            code = os.waitstatus_to_exitcode(status)
            raise SystemExit(code if code > 0 else 128 - code)
        return json.loads(words)


def _live(work: Callable[[], Any], parent: int, telling: int) -> NoReturn:
    status = 1
    try:
        end_with(parent)
        words = json.dumps(work())
        with os.fdopen(telling, "w", encoding="utf-8") as pipe:
            pipe.write(words)
        status = 0
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        traceback.print_exc()
    flush_output()
    os._exit(status)
