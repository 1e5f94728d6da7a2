"""No check at all: every form passes; limits and the trap still stand."""

from __future__ import annotations

from smartai.foundation.captcha.provider import Sent, Sources, Verdict


class NoCheck:
    asks = False
    sources: Sources = {}

    def challenge(self, purpose: str) -> None:
        return None

    def verify(self, sent: Sent) -> Verdict:
        return Verdict.PASSED
