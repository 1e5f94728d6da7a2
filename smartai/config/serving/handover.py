"""From one loaded process to many: forks share what it loaded, and a supervisor takes its place."""

from __future__ import annotations

import json
import os
import signal
import socket
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NoReturn

from smartai.config.output import flush_output
from smartai.config.serving.child import ENDINGS, endings
from smartai.config.serving.interpreter import command_of
from smartai.config.serving.lifeline import end_with

WEB: Final = "web"
WORKER: Final = "worker"


@dataclass(frozen=True)
class Role:
    """What one process is for. ``listening`` is a web process's own socket."""

    name: str
    kind: str
    body: Callable[[], None]
    listening: socket.socket | None = None


def hand_over(roles: Sequence[Role]) -> NoReturn:
    """Forks a process for each role, and becomes their supervisor.

    Only from a process with a single thread and no open database connection. A signal that asks for the end
    meanwhile waits until the supervisor can obey it.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
    flush_output()
    children = [(role.name, _fork(role.body), _command_again(role)) for role in roles]
    for role in roles:
        if role.listening:
            role.listening.set_inheritable(True)
    command = command_of("smartai.config.serving.supervisor")
    os.execv(command[0], [*command, json.dumps(children)])


def be_told_to_end() -> None:
    """For a child, until it says itself how it wants to be told: it ends at once."""
    for inherited in (*endings(), signal.SIGCHLD):
        signal.signal(inherited, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)


def _fork(body: Callable[[], None]) -> int:
    supervisor = os.getpid()
    pid = os.fork()
    if pid == 0:
        _live(body, supervisor)
    return pid


def _live(body: Callable[[], None], supervisor: int) -> NoReturn:
    status = 1
    try:
        be_told_to_end()
        end_with(supervisor)
        body()
        status = 0
    except BaseException:
        traceback.print_exc()
    # Not sys.exit: a page or a mail that is stuck in a thread would hold up the interpreter's end.
    flush_output()
    os._exit(status)


def _command_again(role: Role) -> list[str]:
    socket_number = str(role.listening.fileno()) if role.listening else ""
    return [*command_of("smartai.config.serving.again"), role.kind, socket_number]
