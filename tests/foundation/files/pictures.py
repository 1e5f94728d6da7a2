"""Real images of any kind, as bytes."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: Any) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, "#c00" if mode != "1" else 1).save(file, kind, **options)
    return file.getvalue()
