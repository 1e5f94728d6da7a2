"""The secret key that an installation keeps in its data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def kept_secret_key(data: Path) -> str:
    """The key in ``data/secret-key``, made at the first call.

    Two processes that start at once agree: the file is written beside its place and linked into it, which
    fails for all but one; whoever lost reads the winner's key. The file is never seen half written.
    """
    path = data / "secret-key"
    try:
        return path.read_text("ascii").strip()
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
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
