from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartai.core.tickets.models import Message


class TicketAlreadyEnded(Exception):
    """It is solved or closed already."""


class TicketStillOpen(Exception):
    """There is nothing to open again."""


class MessageEmpty(Exception):
    """Neither words nor files."""


class FieldProblem(Exception):
    """A value does not fit its field; ``problems`` are sentences by field id."""

    def __init__(self, problems: dict[int, str]) -> None:
        super().__init__(problems)
        self.problems = problems


class ReopeningEnded(Exception):
    """The owner's days for reopening are over, or reopening is switched off."""


class LinkRefused(Exception):
    """Unknown, expired or revoked: one answer for all."""


class StillInUse(Exception):
    """Tickets need it: the last status of its category, or the last priority."""


class HeldRequestGone(Exception):
    """It was sent already with another ticket number, expired, or belongs to another browser."""


class AnsweredMeanwhile(Exception):
    """Somebody else wrote after the writer's page was drawn; ``news`` is the newest such message."""

    def __init__(self, news: Message) -> None:
        super().__init__(news.pk)
        self.news = news
