from __future__ import annotations

from dataclasses import dataclass

from smartai.foundation.events.event import Event


@dataclass(frozen=True, kw_only=True)
class RequestErased(Event):
    """Its words and files went because its time was over; number, dates and status stay."""

    kind = "privacy.request_erased"

    ticket_id: int


@dataclass(frozen=True, kw_only=True)
class RequestFilesErased(Event):
    kind = "privacy.request_files_erased"

    ticket_id: int
    files: int
