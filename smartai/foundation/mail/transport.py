"""The contract of a way out for mails: ``smtp`` for a server, ``outbox`` when there is none."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from smartai.foundation.mail.message import Letter


class NotTaken(Exception):
    """This letter can't be handed over now; a later try may work."""


class ServerUnreachable(NotTaken):
    """No letter can be handed over now: no connection, or the server doesn't let us in."""


class Refused(Exception):
    """This letter was refused for good. The text is the server's answer."""


class Carrier(Protocol):
    """Open during one run of the drain."""

    def carry(self, letter: Letter) -> None:
        """Returns when the letter was accepted. Raises ``NotTaken``, ``ServerUnreachable`` or ``Refused``."""


class Transport(Protocol):
    captures: bool
    """True when letters stay here, to be seen on the outbox page."""

    def opened(self) -> AbstractContextManager[Carrier]:
        """Doesn't raise: what is wrong with the server shows when the first letter is carried."""
