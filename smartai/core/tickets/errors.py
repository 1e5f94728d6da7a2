from __future__ import annotations


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
