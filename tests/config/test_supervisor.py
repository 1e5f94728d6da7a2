"""Who keeps the processes running; small ones that need no product, in a process group of their own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from smartai.config.serving.child import PAUSES, Child

ROLES = """
import os, signal, time
from smartai.config.serving.handover import Role, hand_over

def obedient():
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    os.write(1, f"ready {os.getpid()}\\n".encode())
    time.sleep(60)

def deaf():
    for one in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)
    os.write(1, f"ready {os.getpid()}\\n".encode())
    time.sleep(60)

"""
Starter = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start() -> Iterator[Starter]:
    started = []

    def starting(script: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", ROLES + script], stdout=subprocess.PIPE, text=True, process_group=0
        )
        started.append(process)
        return process

    yield starting
    for process in started:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def ready(process: subprocess.Popen[str]) -> int:
    assert process.stdout
    word, pid = process.stdout.readline().split()
    assert word == "ready"
    return int(pid)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_it_holds_nothing_of_the_product():
    """Every page of memory that the others have copied would stay with it."""
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import smartai.config.serving.supervisor, sys; print(*sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    ours = {name for name in told.stdout.split() if name.startswith("smartai")}
    assert ours == {
        "smartai",
        "smartai.config",
        "smartai.config.serving",
        "smartai.config.serving.child",
        "smartai.config.serving.supervisor",
    }
    assert not {"django", "structlog", "logging", "socket", "asyncio"} & set(told.stdout.split())


def test_a_signal_that_comes_while_it_takes_over_is_obeyed(start):
    serving = start(
        "signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])\n"
        "os.kill(os.getpid(), signal.SIGTERM)\n"
        "hand_over([Role('worker', 'worker', obedient)])"
    )
    assert serving.wait(10) == 0


def test_whoever_does_not_obey_is_killed_and_nobody_is_left(start):
    serving = start("hand_over([Role('web process 1', 'web', deaf), Role('worker', 'worker', obedient)])")
    left = [ready(serving), ready(serving)]
    serving.send_signal(signal.SIGTERM)
    assert serving.wait(10) == 0
    assert not any(alive(pid) for pid in left)


def test_a_second_request_does_not_wait_for_whoever_does_not_obey(start):
    serving = start("hand_over([Role('worker', 'worker', deaf)])")
    left = ready(serving)
    os.killpg(serving.pid, signal.SIGINT)
    os.killpg(serving.pid, signal.SIGHUP)
    began = time.monotonic()
    assert serving.wait(10) == 0
    assert time.monotonic() - began < 3
    assert not alive(left)


def test_what_cannot_be_started_is_tried_again_with_growing_pauses(capfd):
    ended = subprocess.Popen(["true"])
    child = Child("worker", ended.pid, ["/nowhere/python"])
    while child.runs:
        child.look()
    for pause in PAUSES[1:3]:
        began = time.monotonic()
        child.start()
        assert not child.runs
        assert began + pause <= child.start_at <= time.monotonic() + pause
    assert capfd.readouterr().err.count("worker cannot be started: ") == 2
