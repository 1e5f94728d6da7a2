from __future__ import annotations


class NothingToUndo(Exception):
    """A fact that nobody can take back, or that tells too little of what was before."""


class ChangedSince(Exception):
    """What a change left is not what holds now: somebody changed these names again."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names


class UndoRefused(Exception):
    """What was before can't be had again as things are now; the message is a sentence that says why."""


class StillUsed(UndoRefused):
    """What was added is in use by now: its page says what becomes of that."""
