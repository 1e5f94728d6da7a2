from __future__ import annotations


class FileTooLarge(Exception):
    """More than ``max_bytes`` arrived; nothing of it was kept."""

    def __init__(self, max_bytes: int) -> None:
        super().__init__(f"more than {max_bytes} bytes")
        self.max_bytes = max_bytes


class FileEmpty(Exception):
    """Not one byte arrived."""


class DiskFull(Exception):
    """Keeping the file would leave less free space than the database needs to go on."""


class FileGone(Exception):
    """The row is there, its bytes are not: a restore without the files, or a deletion by hand."""


class UploadNotFound(Exception):
    """No such upload of this owner, or a message has it already. The same error for both."""
