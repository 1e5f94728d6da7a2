"""The secret key that an installation keeps in its data folder."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path


def kept_secret_key(data: Path) -> str:
    """The key in ``data/secret-key``, made at the first call.

    Two processes that start at once agree: the file is written beside its place and linked into it, which
    fails for all but one; whoever lost reads the winner's key. The file is never seen half written.
    A folder that cannot be used ends the process with exit status 2.
    """
    try:
        return _read_or_make(data / "secret-key")
    except OSError as error:
        sys.stderr.write(f"smartai: SMARTAI_DATA: cannot use {data}: {error.strerror}\n")
        raise SystemExit(2) from error


def _read_or_make(path: Path) -> str:
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"secret-key.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(64) + "\n")
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text("ascii").strip()
