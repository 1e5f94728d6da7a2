"""Who may use an upload: the one who sent it, once, within a day."""

from __future__ import annotations

from collections.abc import Sequence

from smartai.foundation.files.errors import UploadNotFound
from smartai.foundation.files.models import StoredFile, StoredState
from smartai.foundation.files.querysets import owner_hash


def person_owner(person_id: int) -> str:
    """The owner string of somebody who is signed in."""
    return f"person:{person_id}"


def browser_owner(token: str) -> str:
    """The owner string of a browser that nobody signed in on; ``token`` is its secret of 128 bits or more.

    The prefix keeps a made-up token from being read as a person.
    """
    return f"browser:{token}"


def find_uploads(keys: Sequence[str], owner: str) -> list[StoredFile]:
    """This owner's unused uploads, in the order of ``keys`` (doubles count once). One statement.

    Raises ``UploadNotFound`` when one of them is somebody else's, used, swept or was never there.
    """
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return []
    found = {
        upload.key: upload
        for upload in StoredFile.objects.uploaded_by(owner).filter(key__in=_possible(wanted))
    }
    if len(found) != len(wanted):
        raise UploadNotFound
    return [found[key] for key in wanted]


def hand_over(keys: Sequence[str], owner: str, *, to: str) -> None:
    """Unused uploads of ``owner`` among ``keys`` become those of ``to``: they signed in meanwhile."""
    given = StoredFile.objects.uploaded_by(owner).filter(key__in=_possible(list(keys)))
    given.update(owner_token_hash=owner_hash(to))


def keep(uploads: Sequence[StoredFile]) -> None:
    """Makes uploads part of a message, in the caller's transaction; a rollback leaves them unused.

    Raises ``UploadNotFound`` when another message or the sweep was faster: an upload is used once.
    """
    if not uploads:
        return
    unused = StoredFile.objects.filter(pk__in=[upload.pk for upload in uploads], state=StoredState.UPLOADED)
    if unused.update(state=StoredState.KEPT) != len(uploads):
        raise UploadNotFound
    for upload in uploads:
        upload.state = StoredState.KEPT


def _possible(keys: list[str]) -> list[str]:
    """Only what can be a key reaches the database: PostgreSQL refuses NUL, UTF-8 lone surrogates."""
    return [key for key in keys if key.isascii() and key.isprintable() and len(key) <= 22]
