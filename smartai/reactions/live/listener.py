"""One open stream: who listens, what they may hear, and what waits to be sent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from smartai.reactions.live.facts import ANYTHING, Fact

MOST_WAITING = 100
"""Lines that wait for a slow reader; beyond, one line says to look again."""


@dataclass(frozen=True)
class Rights:
    """What a session may hear: on the desk, on our pages, or in the frame of ``panel`` inside ``host``."""

    session_id: int
    person_id: int
    desk: bool
    sees_all: bool = False
    departments: frozenset[int] = frozenset()
    panel: str = ""
    host: str = ""


@dataclass(eq=False)
class Listener:
    """Used on the event loop only."""

    rights: Rights
    closed: bool = False
    _waiting: list[bytes] = field(default_factory=list)
    _something: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, fact: Fact) -> None:
        """Queues the fact when this listener may know of it."""
        if self.may_hear(fact):
            self._queue(fact.line)
        elif fact.leaves_a_list and self.rights.desk:
            self._queue(ANYTHING)

    def look_again(self) -> None:
        self._queue(ANYTHING)

    def may_hear(self, fact: Fact) -> bool:
        """On the desk what the team member may see; on the panel what concerns the person as a customer."""
        rights = self.rights
        if not rights.desk:
            concerned = rights.person_id == fact.requester_id or rights.person_id in fact.participant_ids
            return fact.for_customers and concerned
        return (
            rights.sees_all
            or fact.department_id in rights.departments
            or rights.person_id in (fact.assignee_id, fact.requester_id)
        )

    def close(self) -> None:
        self.closed = True
        self._something.set()

    async def lines(self, quiet_seconds: float) -> bytes:
        """What waits, as soon as there is something; empty after ``quiet_seconds`` or when closed."""
        try:
            async with asyncio.timeout(quiet_seconds):
                await self._something.wait()
        except TimeoutError:
            return b""
        if not self.closed:
            self._something.clear()
        lines, self._waiting = b"".join(self._waiting), []
        return lines

    def _queue(self, line: bytes) -> None:
        if len(self._waiting) >= MOST_WAITING:
            self._waiting = [ANYTHING]
        elif line not in self._waiting:
            self._waiting.append(line)
        self._something.set()
