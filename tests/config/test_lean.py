"""What stays in memory leaves no gaps, in which forks would write."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from smartai.config.serving import lean

GAPS = """
import ctypes
from smartai.config.serving import lean

c = ctypes.CDLL(None)
try:
    c.mallinfo2.restype = lean._Heap
except AttributeError:
    raise SystemExit(77)
c.malloc.restype, c.malloc.argtypes, c.free.argtypes = ctypes.c_void_p, [ctypes.c_size_t], [ctypes.c_void_p]
pieces = [c.malloc(100 + number % 4000) for number in range(3000)]
for piece in pieces[::2]:
    c.free(piece)
before = c.mallinfo2()
{settle}
after = c.mallinfo2()
print((before.fordblks - before.keepcost) // 1024, (after.fordblks - after.keepcost) // 1024)
"""


def gaps(settle: str) -> list[int]:
    """KiB that are free between things in use, before and after."""
    done = subprocess.run(
        [sys.executable, "-c", GAPS.format(settle=settle)], capture_output=True, text=True, check=False
    )
    if done.returncode == 77:
        pytest.skip("this C library does not tell what it keeps")
    assert done.returncode == 0, done.stderr
    return [int(number) for number in done.stdout.split()]


def test_settling_fills_the_gaps_between_what_stays():
    before, after = gaps("lean.settle()")
    assert before > 1_000
    assert after < 100


def test_without_it_they_stay():
    before, after = gaps("c.malloc_trim(0)")
    assert after > before // 2


def test_where_glibc_does_not_give_the_memory_little_is_taken_for_ever():
    """As with an allocator that is loaded in its place: what glibc calls free never changes."""
    taken: list[int] = []
    elsewhere: Any = SimpleNamespace(
        mallinfo2=lambda: lean._Heap(), malloc=lambda size: taken.append(size), free=lambda piece: None
    )
    lean._fill_gaps(elsewhere)
    assert taken
    assert sum(taken) <= 2**20


CYCLES = """
import gc
from collections import deque
from smartai.config.serving import lean

kept = [[] for _ in range(120_000)]
lean.settle()
most, used = 0, deque(maxlen=4_000)
for number in range(200_000):
    one = []
    one.append(one)
    used.append(one)
    if number % 5_000 == 0:
        most = max(most, len(gc.get_objects()))
print(most)
"""


def test_what_was_used_for_a_while_does_not_pile_up_beside_what_stays_for_ever():
    """Things in circles, which are not gone when nobody holds them any more."""
    done = subprocess.run([sys.executable, "-c", CYCLES], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 45_000


LOADED = """
import sys
import django
from smartai.config.serving.lean import leave_out_rich
leave_out_rich()
django.setup()
import smartai.config.serving.processes
print(*sorted(name for name in ("PIL", "prometheus_client", "psycopg", "rich") if sys.modules.get(name)))
"""


def test_what_few_installations_need_is_loaded_when_it_is_needed(tmp_path: Path):
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("SMARTAI_")},
        "DJANGO_SETTINGS_MODULE": "smartai.config.settings",
        "SMARTAI_DATA": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", LOADED], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
