from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smartai.core.tickets.models import Message, Tag


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


class RuleUnfit(Exception):
    """A field can't be as it was wished, because of a rule of its own or of another one that looks at it.

    ``part`` is what is wrong: ``shown_when``, ``needed_when``, ``kind`` or ``for_customers``.
    """

    def __init__(self, part: str, words: str) -> None:
        super().__init__(words)
        self.part = part


class FieldNeeded(Exception):
    """Others are shown or needed depending on it; ``names`` are theirs."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names


class NothingToReview(Exception):
    """Somebody has decided already."""


class ReopeningEnded(Exception):
    """The owner's days for reopening are over, or reopening is switched off."""


class LinkRefused(Exception):
    """Unknown, expired or revoked: one answer for all."""


class StillInUse(Exception):
    """Tickets need it: the last status of its category, or the last priority."""


class TagNameTaken(Exception):
    """Another tag is called so; ``tag`` is that one."""

    def __init__(self, tag: Tag) -> None:
        super().__init__(tag.pk)
        self.tag = tag


class TagsArchived(Exception):
    """These are offered no more; ``names`` are they. Nothing was changed."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names


class HeldRequestGone(Exception):
    """It was sent already with another ticket number, expired, or belongs to another browser."""


class AnsweredMeanwhile(Exception):
    """Somebody else wrote after the writer's page was drawn; ``news`` is the newest such message."""

    def __init__(self, news: Message) -> None:
        super().__init__(news.pk)
        self.news = news
