from __future__ import annotations

import io
import zipfile

import pytest

from smartai.foundation.files.serving import download_headers
from smartai.foundation.files.store import receive
from tests.foundation.files.pictures import picture

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(1)</script>"


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped:
        zipped.writestr("[Content_Types].xml", "<Types/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.html", picture("PNG"), "image/png"),
        ("a.exe", picture("JPEG"), "image/jpeg"),
        ("a", picture("GIF"), "image/gif"),
        ("a.txt", picture("WEBP"), "image/webp"),
        ("a.png", b"%PDF-1.7\nplain", "application/pdf"),
        ("a.docx", archive(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.png", archive(), "application/zip"),
        ("a.csv", "Größe;\u0639\n".encode() * 3000, "text/plain; charset=utf-8"),
        ("a.txt", "héllo".encode("utf-16"), "text/plain; charset=utf-8"),
        ("a.png", HTML, "text/plain; charset=utf-8"),
        ("a.png", SVG, "text/plain; charset=utf-8"),
        ("a.txt", b"MZ\x90\x00\x03\x00\x00\x00" + bytes(100), "application/octet-stream"),
        ("a.html", b"\x00" + HTML, "application/octet-stream"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + HTML + b"\x00", "image/png"),
    ],
)
def test_the_type_is_found_in_the_content_and_only_harmless_ones_are_told(
    name: str, content: bytes, kind: str
) -> None:
    assert download_headers(receive([content], name, 10**6, "browser:a"))["Content-Type"] == kind


@pytest.mark.parametrize(
    "content", [HTML, SVG, picture("GIF") + HTML, b"GIF89a/*" + bytes(10) + b"*/=1;alert(1)"]
)
def test_an_original_is_never_shown_as_a_page(content: bytes) -> None:
    headers = download_headers(receive([content], 'x"\r\nSet-Cookie: a=b;ü.html', 10**6, "browser:a"))
    assert headers["Content-Disposition"].startswith("attachment; filename")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cache-Control"].startswith("private")
    assert not any(control in value for value in headers.values() for control in "\r\n\x00")
    assert all(value.isascii() for value in headers.values())
