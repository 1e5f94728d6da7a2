from __future__ import annotations


class AddressTaken(Exception):
    """Somebody proved this address already. Never told to a visitor: it would say who is a customer."""


class AnswerMissing(Exception):
    """A required registration answer is missing; ``label`` says which."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


class LastOwner(Exception):
    """Somebody must be able to change the settings."""


class ProfileLocked(Exception):
    """The owner switched the editing of profiles off."""


class OwnerExists(Exception):
    """Somebody owns the help desk already."""
