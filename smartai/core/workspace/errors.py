from __future__ import annotations


class NotAllowed(PermissionError):
    """The actor may not do this. Pages answer 403, or 404 where the thing itself is not theirs to see."""


class DefaultPanel(Exception):
    """Our own pages follow the workspace's choices: they are changed there."""


class ChangedSince(Exception):
    """What a change left is not what holds now: somebody changed these names again."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(names)
        self.names = names


class NothingToUndo(Exception):
    """A fact that tells of no former values, or whose values would not work any more."""
