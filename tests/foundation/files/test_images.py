from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from smartai.foundation.files.images import open_preview
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.store import receive
from tests.foundation.files.pictures import picture

pytestmark = pytest.mark.django_db


def preview_of(stored: StoredFile) -> bytes | None:
    file = open_preview(stored)
    if file is None:
        return None
    with file:
        return file.read()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "1"), ("PNG", "P"), ("JPEG", "CMYK"), ("GIF", "P"), ("WEBP", "RGB")],
)
def test_a_raster_image_is_shown_as_a_small_new_one(kind: str, mode: str) -> None:
    stored = receive([picture(kind, (2400, 300), mode)], "a", 10**7, "browser:a")
    assert (stored.image_width, stored.image_height) == (2400, 300)
    with Image.open(io.BytesIO(preview_of(stored) or b"")) as shown:
        assert (shown.format, shown.size) == ("WEBP", (1600, 200))


def test_a_photo_of_a_phone_is_a_jpeg() -> None:
    two = picture("MPO", save_all=True, append_images=[Image.new("RGB", (40, 20))])
    stored = receive([two], "IMG_1.jpg", 10**6, "browser:a")
    assert stored.content_type == "image/jpeg"
    assert preview_of(stored)


def test_a_preview_holds_nothing_of_the_file_but_its_pixels() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x0112] = 6  # lies on its side
    stored = receive([picture("JPEG", (2000, 1000), exif=exif) + b"<script>"], "a.jpg", 10**6, "browser:a")
    preview = preview_of(stored) or b""
    assert b"taken at home" not in preview
    assert b"<script>" not in preview
    with Image.open(io.BytesIO(preview)) as shown:
        assert shown.size == (800, 1600)
        assert not shown.getexif()


@pytest.mark.parametrize("size", [(6400, 6401), (13_500, 13_500)])
def test_a_picture_that_would_fill_the_memory_is_a_file_without_preview(size: tuple[int, int]) -> None:
    bomb = picture("PNG", size, "1")
    assert len(bomb) < 100_000
    stored = receive([bomb], "bomb.png", 10**6, "browser:a")
    assert not stored.has_preview
    assert open_preview(stored) is None


def test_a_broken_picture_is_tried_once_and_then_a_plain_file() -> None:
    stored = receive([picture("PNG", (300, 300))[:-40]], "broken.png", 10**6, "browser:a")
    assert preview_of(stored) is None
    assert not StoredFile.objects.get().has_preview


def test_a_missing_file_has_no_preview_now_but_may_come_back(files_folder: Path) -> None:
    stored = receive([picture()], "a.png", 10**6, "browser:a")
    place = next(path for path in files_folder.rglob(stored.key))
    place.rename(files_folder / "aside")
    assert open_preview(stored) is None
    (files_folder / "aside").rename(place)
    assert preview_of(stored)
