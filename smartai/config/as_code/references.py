"""Secrets are never in a file: it names where each one is, ``${env:NAME}`` or ``${file:PATH}``."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Final

FORM: Final = re.compile(r"\$\{(env|file):([^{}\s]{1,300})\}")
LARGEST: Final = 4_096
"""Bytes of a file with a secret."""
PREFIX: Final = "SMARTAI_SECRET"


class NoReference(ValueError):
    """Why it is none; never with what was written there."""


def reference_to(group: str, name: str, panel: str = "") -> str:
    """What an export proposes: ``${env:SMARTAI_SECRET_PROTECTION_TURNSTILE_SECRET}``."""
    parts = [part for part in (PREFIX, panel, group, name) if part]
    return "${env:" + re.sub(r"[^A-Z0-9]+", "_", "_".join(parts).upper()) + "}"


def is_reference(words: str) -> bool:
    return FORM.fullmatch(words) is not None


def resolved(words: str, root: Path) -> str | None:
    """The secret itself; empty for empty, None when there is none at that place. Raises ``NoReference``."""
    if not words:
        return ""
    found = FORM.fullmatch(words)
    if found is None:
        raise NoReference("a secret is not written here: name its place, ${env:NAME} or ${file:PATH}")
    kind, place = found.groups()
    return os.environ.get(place) or None if kind == "env" else _content(root / place)


def _content(path: Path) -> str | None:
    """The file's first line."""
    try:
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise NoReference("what it names is no plain file")
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        if isinstance(error, NoReference):
            raise
        raise NoReference("the file that it names can't be read") from None
    if len(content) > LARGEST:
        raise NoReference(f"the file that it names has more than {LARGEST:,} bytes")
    try:
        return content.decode("utf-8").strip() or None
    except UnicodeDecodeError:
        raise NoReference("the file that it names is not UTF-8") from None
