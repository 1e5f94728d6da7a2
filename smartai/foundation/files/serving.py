"""Response headers for files: facts that ``web`` puts on the response it builds.

Nothing a sender made is ever shown by a browser as a page: originals are attachments in a sandbox; only our
own re-encoded previews are shown in place.
"""

from __future__ import annotations

from django.utils.http import content_disposition_header

from smartai.foundation.files.images import PREVIEW_TYPE
from smartai.foundation.files.kinds import OFFICE_TYPES, UNKNOWN
from smartai.foundation.files.models import StoredFile

# Types no browser runs. Everything else travels as bytes of an unknown kind.
SAFE_TYPES = frozenset(
    {
        "text/plain",
        "application/pdf",
        "application/zip",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/webp",
        "audio/mpeg",
        "video/mp4",
        "video/quicktime",
        "video/webm",
        *OFFICE_TYPES,
    }
)
PLAYABLE = frozenset({"video/mp4", "video/webm"})
"""What a page of ours may play in place."""
_LOCKED = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, max-age=3600",
}


def download_headers(stored: StoredFile) -> dict[str, str]:
    """For the bytes of ``open_file``. Set the security headers after any middleware's default, not before."""
    return {
        **_LOCKED,
        "Content-Type": served_type(stored),
        "Content-Length": str(stored.size),
        "Content-Disposition": str(content_disposition_header(True, stored.name)),
    }


def preview_headers() -> dict[str, str]:
    """For the bytes of ``open_preview``, and for nothing else."""
    return {**_LOCKED, "Content-Type": PREVIEW_TYPE, "Content-Disposition": "inline"}


def served_type(stored: StoredFile) -> str:
    if stored.content_type == "text/plain":
        return "text/plain; charset=utf-8"
    return stored.content_type if stored.content_type in SAFE_TYPES else UNKNOWN
