"""What a file is, by its content. What the sender called it or claimed it to be counts for nothing."""

from __future__ import annotations

import codecs
import importlib
import re
from pathlib import Path

from smartai.foundation.files.names import extension

UNKNOWN = "application/octet-stream"
_HEAD = 8192
_TYPE = re.compile(r"[a-z]+/[a-z0-9][a-z0-9.+-]{0,80}")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_OFFICE = "application/vnd.openxmlformats-officedocument."
_ZIPPED = {
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
OFFICE_TYPES = frozenset(_ZIPPED.values())


def kind_of(path: Path, name: str) -> str:
    """The content type. HTML, SVG and scripts are ``text/plain``: text that nobody's browser may run.

    Office documents are zip archives, and only there the name tells which one. Reads 8 KB.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"PK\x03\x04"):
        return _ZIPPED.get(extension(name), "application/zip")
    return "text/plain" if _is_text(head) else _by_signature(head)


def _is_text(head: bytes) -> bool:
    """UTF-8, or UTF-16 with its mark; the last character may be cut in two by the end of the head."""
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    decoder = codecs.getincrementaldecoder("utf-16" if utf_16 else "utf-8")()
    try:
        return not _NOT_TEXT.search(decoder.decode(head))
    except UnicodeDecodeError:
        return False


def _by_signature(head: bytes) -> str:
    puremagic = importlib.import_module("puremagic")  # over a megabyte of signatures: where files come
    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    return found if _TYPE.fullmatch(found) and not found.startswith("text/") else UNKNOWN
