from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class UploadLimits:
    """What one message may carry: bytes for each file, and how many files."""

    max_bytes: int = 20 * 1024 * 1024
    max_files: int = 10
