"""A request's body until all of it is here: short ones in memory, others on the disk.

When the disk is full, a form is kept without its files: what somebody typed fits into memory.
"""

from __future__ import annotations

import io
import re
from typing import IO, Final, Self

from smartai.foundation.files.receiving import DISK_FULL, leave_room, unnamed_file

IN_MEMORY: Final = 512 * 1024
MOST_TYPED: Final = 3 * 1024 * 1024
"""Without its files a form is shorter; Django refuses what is longer than 2 MB."""
ASK_EVERY: Final = 8 * 1024 * 1024
"""Bytes written until free space is asked for again."""
LONGEST_HEAD: Final = 16 * 1024
_IS_FILE: Final = re.compile(rb";\s*filename\*?\s*=", re.IGNORECASE)


class NoRoom(Exception):
    """Neither on the disk nor in memory."""


class Body:
    """``boundary`` is that of a form with files. To be closed; ``read`` it after the last ``write``."""

    def __init__(self, boundary: bytes = b"") -> None:
        self.size = 0
        self._memory = io.BytesIO()
        self._disk: IO[bytes] | None = None
        self._ask_at = 0
        self._typed: WithoutFiles | None = None
        self._boundary = boundary

    @property
    def lost_files(self) -> bool:
        return self._typed is not None and self._typed.left_out

    def write(self, piece: bytes) -> None:
        """Raises ``NoRoom``."""
        if self._typed is not None:
            self._keep_typed(piece)
        elif self._disk is None and self.size + len(piece) <= IN_MEMORY:
            self._memory.write(piece)
            self.size += len(piece)
        else:
            self._write_to_disk(piece)

    def read(self) -> IO[bytes]:
        """All of it, from its beginning."""
        if self._disk is None:
            self._memory.seek(0)
            return self._memory
        self._disk.seek(0)
        return io.BufferedReader(self._disk)  # type: ignore[type-var]  # a file without a buffer is raw

    def close(self) -> None:
        if self._disk is not None:
            self._disk.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write_to_disk(self, piece: bytes) -> None:
        try:
            if self._disk is None:
                self._disk = unnamed_file(buffering=0)
                _write_all(self._disk, self._memory.getvalue())
                self._memory = io.BytesIO()
            if self.size >= self._ask_at:
                leave_room()
                self._ask_at = self.size + ASK_EVERY
            _write_all(self._disk, piece)
            self.size += len(piece)
        except OSError as error:
            if error.errno not in DISK_FULL:
                raise
            self._leave_files_out(piece)

    def _leave_files_out(self, piece: bytes) -> None:
        """What is here already is read once more; the file on the disk, if any, gives its room back."""
        disk, self._disk = self._disk, None
        left = self.size
        before = io.BytesIO(self._memory.getvalue()) if self._memory.tell() else disk
        self._memory, self.size = io.BytesIO(), 0
        self._typed = WithoutFiles(self._boundary)
        if before is not None:
            before.seek(0)
            while left and (part := before.read(min(left, LONGEST_HEAD))):
                left -= len(part)
                self._keep_typed(part)
        if disk is not None:
            disk.close()
        self._keep_typed(piece)

    def _keep_typed(self, piece: bytes) -> None:
        assert self._typed is not None
        kept = self._typed.feed(piece)
        self.size += len(kept)
        if self.size > MOST_TYPED:
            raise NoRoom
        self._memory.write(kept)


class WithoutFiles:
    """Leaves out the files of a form (RFC 7578) as it arrives. Other bodies pass as they are."""

    def __init__(self, boundary: bytes) -> None:
        self.left_out = False
        self._delimiter = b"\r\n--" + boundary if boundary else b""
        self._rest = b"\r\n"  # as if a line ended before the first part
        self._begun = False
        self._in_file = False
        self._ended = False

    def feed(self, piece: bytes) -> bytes:
        """What of it is kept, maybe later than it came. Raises ``NoRoom`` for a head without an end."""
        if not self._delimiter:
            return piece
        if self._ended:
            return b""
        self._rest += piece
        kept: list[bytes] = []
        while (at := self._rest.find(self._delimiter)) >= 0:
            kept.append(self._content(self._rest[:at]))
            self._rest = self._rest[at:]
            if not self._begin_part(kept):
                break
        else:
            sure = max(0, len(self._rest) - len(self._delimiter) + 1)
            kept.append(self._content(self._rest[:sure]))
            self._rest = self._rest[sure:]
        return self._from_the_first_line(b"".join(kept))

    def _begin_part(self, kept: list[bytes]) -> bool:
        """False while its head is not here; the end of the form has none."""
        after = self._rest[len(self._delimiter) :]
        if after.startswith(b"--"):
            kept.append(self._delimiter + b"--\r\n")
            self._ended = True
            return False
        end = after.find(b"\r\n\r\n")
        if end < 0:
            if len(after) > LONGEST_HEAD:
                raise NoRoom
            return False
        end += len(self._delimiter) + 4
        self._in_file = bool(_IS_FILE.search(self._rest, 0, end))
        if not self._in_file:
            kept.append(self._rest[:end])
        self._rest = self._rest[end:]
        return True

    def _content(self, content: bytes) -> bytes:
        if not self._in_file:
            return content
        self.left_out = self.left_out or bool(content)
        return b""

    def _from_the_first_line(self, kept: bytes) -> bytes:
        if self._begun or not kept:
            return kept
        self._begun = True
        return kept.removeprefix(b"\r\n")


def _write_all(file: IO[bytes], content: bytes) -> None:
    """A file without a buffer may take less than all, just before the disk is full."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
