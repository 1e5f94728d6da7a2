from __future__ import annotations


class NotAllowed(PermissionError):
    """The actor may not do this. Pages answer 403, or 404 where the thing itself is not theirs to see."""


class DefaultPanel(Exception):
    """Our own pages follow the workspace's choices: they are changed there."""
