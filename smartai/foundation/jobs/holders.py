"""Who holds leases, and proof that a holder has ended: then nobody needs to wait until its leases run out.

Each thread that claims rows keeps a file in ``$SMARTAI_DATA/holders`` locked, and its leases carry the file's
name. The kernel lets a lock go when its process ends, however it ends, and not before: whoever can lock the
file knows that its holder is gone. A name begins with the run of the kernel and the mounted file system that
the lock was taken in. Of a name with another beginning nothing is known here, whatever its file looks like.
No clock, host name or process number is compared. Why so: docs/decisions/0015.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import threading
from pathlib import Path
from secrets import token_hex

import structlog
from django.conf import settings

_BOOT = Path("/proc/sys/kernel/random/boot_id")

log = structlog.get_logger()


class _Own(threading.local):
    name: str | None = None
    lock = -1


_own = _Own()


def holder() -> str | None:
    """This thread's name in its leases; None where no lock can be had, and its leases have to run out."""
    if _own.name is None:
        try:
            _own.name, _own.lock = _new_lock()
        except OSError as error:
            log.warning("holders.no_lock", error=str(error))
    return _own.name


def let_go() -> None:
    """This thread works on nothing any more: whatever it holds still is free, as if its process had ended."""
    if _own.lock >= 0:
        os.close(_own.lock)
    _own.name, _own.lock = None, -1


def ended_holders() -> list[str]:
    """Those that have provably ended. Costs the reading of a folder."""
    try:
        near = sorted(folder().glob(f"{_here()}.*"))
    except OSError:
        return []
    return [path.name for path in near if _has_ended(path)]


def forget(name: str) -> None:
    (folder() / name).unlink(missing_ok=True)


def folder() -> Path:
    return Path(settings.DATA) / "holders"


def _new_lock() -> tuple[str, int]:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{_here()}.{token_hex(8)}"
    hidden = folder() / f".{name}"  # until it is locked: a file that nobody locks is one whose holder ended
    lock = os.open(hidden, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        hidden.rename(folder() / name)
    except OSError:
        os.close(lock)
        hidden.unlink(missing_ok=True)
        raise
    return name, lock


def _here() -> str:
    """Containers of one machine share a kernel, but locks only within one mounted file system."""
    return f"{_BOOT.read_text().strip()}.{folder().stat().st_dev:x}"


def _has_ended(path: Path) -> bool:
    try:
        lock = os.open(path, os.O_RDWR)
    except OSError:
        return False
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False
    finally:
        os.close(lock)
