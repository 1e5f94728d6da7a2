"""Raster images: measured at upload, re-encoded before anybody's browser shows them in a page."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.paths import incoming, path_of, preview_path

if TYPE_CHECKING:
    from PIL import Image

# MPO is what phones write: a JPEG with a second picture behind the first.
TYPES = {
    "PNG": "image/png",
    "JPEG": "image/jpeg",
    "MPO": "image/jpeg",
    "GIF": "image/gif",
    "WEBP": "image/webp",
}
MAX_PIXELS = 40_000_000
MAX_SIDE = 1600  # pixels of a preview
PREVIEW_TYPE = "image/webp"

# One picture at a time in a process: a decoded one may take 160 MB, and as much again while it is made small.
_one_at_a_time = threading.Lock()


def measure(path: Path) -> tuple[str, int, int] | None:
    """Content type, width and height (pixels, as stored) by the file's header; None if we would not show it.

    None too for images of more than ``MAX_PIXELS``: small files can hold pictures that fill the memory.
    """
    try:
        with _opened(path) as picture:
            return TYPES[str(picture.format)], *picture.size
    except Exception:  # decoders meet hostile bytes and raise whatever they like
        return None


def open_preview(stored: StoredFile) -> BinaryIO | None:
    """The re-encoded image (WebP, at most 1600 pixels a side, without EXIF), to be closed by the caller.

    Made at the first call, which may take a second, then kept beside the file. None when the image can't
    be decoded, which the row then remembers, or when the disk is at fault.
    """
    if not stored.has_preview:
        return None
    path = preview_path(stored)
    try:
        if not path.exists():
            _make(stored, path)
        return path.open("rb")
    except Exception as error:  # decoders meet hostile bytes and raise whatever they like
        if getattr(error, "errno", None) is None:
            stored.image_width = stored.image_height = None
            stored.save(update_fields=["image_width", "image_height"])
        return None


def _make(stored: StoredFile, path: Path) -> None:
    """Under a name of this thread first, so that two first calls don't mix."""
    incoming().mkdir(mode=0o700, parents=True, exist_ok=True)
    half_written = incoming() / f"{path.name}.{os.getpid()}.{threading.get_ident()}"
    try:
        with _one_at_a_time, _opened(path_of(stored)) as picture:
            _reencoded(picture).save(half_written, "WEBP", quality=85, method=3)
        half_written.replace(path)
    finally:
        half_written.unlink(missing_ok=True)


def _opened(path: Path) -> Image.Image:
    """Reads the header only. Raises ``ValueError`` for a picture with too many pixels."""
    from PIL import Image  # three megabytes in every process otherwise

    picture = Image.open(path, formats=["PNG", "JPEG", "GIF", "WEBP"])
    if picture.width * picture.height > MAX_PIXELS:
        picture.close()
        raise ValueError("too many pixels")
    return picture


def _reencoded(picture: Image.Image) -> Image.Image:
    """The first frame, upright, small, with nothing of the file but its pixels."""
    from PIL import Image, ImageOps  # as above

    picture.draft("RGB", (MAX_SIDE, MAX_SIDE))  # decodes a JPEG at a half, a quarter or an eighth
    if picture.mode in ("1", "P"):  # can't be made smaller without losing what is drawn in thin lines
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    upright = ImageOps.exif_transpose(picture)
    pixels = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    clean = Image.new(pixels.mode, pixels.size)
    clean.paste(pixels)
    return clean
