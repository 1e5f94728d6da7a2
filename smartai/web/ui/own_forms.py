"""Forms on pages that caches may share: they carry no token, so the browser says where they come from."""

from __future__ import annotations

from django.core import signing
from django.http import HttpRequest

_SALT = "smartai.feedback"
_WORKS_FOR = 24 * 3600


def is_own_form(request: HttpRequest) -> bool:
    """Whether a page of ours sent it. By one of the two headers every browser says where a form comes from.

    Only for what a stranger could do from a page of their own too: no right of the reader hangs on it.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site:
        return site == "same-origin"
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


def feedback_token(pk: int) -> str:
    """Names a reader's answer to an article in the address of the form that it leads to, for a day."""
    return signing.dumps(pk, salt=_SALT)


def feedback_named(token: str) -> int | None:
    """None for what is not ours, or older than a day."""
    try:
        pk = signing.loads(token[:200], salt=_SALT, max_age=_WORKS_FOR)
    except signing.BadSignature:
        return None
    return pk if isinstance(pk, int) else None
