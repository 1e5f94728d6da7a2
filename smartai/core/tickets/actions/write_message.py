"""The part that every letter shares: cleaning, sanitising, files. Not an action by itself."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from smartai.core.tickets.errors import MessageEmpty
from smartai.core.tickets.models import (
    Attachment,
    Channel,
    Message,
    MessageKind,
    Ticket,
)
from smartai.foundation.accounts.models import Person
from smartai.foundation.database.inserting import insert
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.uploads import find_uploads, keep
from smartai.lib.letters import letter_html
from smartai.lib.text import clean_text, shortened


def write_message(
    ticket: Ticket,
    text: str,
    *,
    kind: MessageKind,
    author: Person | None,
    uploads: list[str],
    uploader: str,
    channel: str = Channel.WEB,
    form_key: str | None = None,
    at: datetime | None = None,
) -> Message:
    """Adds a letter inside the caller's transaction. Raises ``MessageEmpty``, ``UploadNotFound``."""
    text = clean_text(text).strip()
    if not text and not uploads:
        raise MessageEmpty
    files = _claimed(uploads, uploader)
    message = Message(
        ticket=ticket,
        author=author,
        author_name=author.display_name if author else "",
        kind=kind,
        text=text,
        html=letter_html(text),
        channel=channel,
        form_key=form_key,
        has_attachments=bool(files),
        created_at=at or timezone.now(),
    )
    insert(message)
    if files:
        Attachment.objects.bulk_create([Attachment(message=message, file=file) for file in files])
    return message


def first_words(text: str, length: int = 140) -> str:
    """The beginning of a letter for lists."""
    return shortened(clean_text(text), length)


def _claimed(uploads: list[str], uploader: str) -> list[StoredFile]:
    files = find_uploads(uploads, uploader)
    keep(files)
    return files
