from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_noop

from smartai.foundation.mail.message import Letter
from smartai.foundation.mail.transport import ServerUnreachable


class Outbox:
    """The way out when no mail server is set: the row itself is what the outbox page shows."""

    captures = True

    @contextmanager
    def opened(self) -> Iterator[Outbox]:
        yield self

    def carry(self, letter: Letter) -> None:
        """Nothing leaves. That the letter could be built was the test."""


class NoWayOut:
    """In production, without a mail server: mails wait and say why, instead of going nowhere unseen."""

    captures = False

    @contextmanager
    def opened(self) -> Iterator[NoWayOut]:
        yield self

    def carry(self, letter: Letter) -> None:
        raise ServerUnreachable(gettext_noop("No mail server is set (SMARTAI_SMTP_URL)."))
