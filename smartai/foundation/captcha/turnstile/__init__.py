"""Cloudflare Turnstile: https://developers.cloudflare.com/turnstile/"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from smartai.foundation.captcha.provider import Keys, Sent, Sources, Verdict
from smartai.foundation.captcha.siteverify import Answer, Rules, Seal, judged, new_seal
from smartai.foundation.captcha.siteverify.places import origin, turnstile


@dataclass(frozen=True)
class Turnstile:
    keys: Keys
    asks = True

    @property
    def address(self) -> str:
        return f"{turnstile()}/turnstile/v0/siteverify"

    @property
    def sources(self) -> Sources:
        return {"script-src": [origin(turnstile())], "frame-src": [origin(turnstile())]}

    def challenge(self, purpose: str) -> dict[str, Any]:
        seal = new_seal(purpose)
        return {
            "provider": "turnstile",
            "script": f"{turnstile()}/turnstile/v0/api.js?render=explicit",
            "sitekey": self.keys.site_key,
            "action": purpose,
            "cdata": seal.nonce,
            "seal": seal.text,
        }

    def verify(self, sent: Sent) -> Verdict:
        def fits(answer: Answer, seal: Seal) -> bool:
            return (answer.action, answer.cdata) == (sent.purpose, seal.nonce)

        return judged(Rules("turnstile", self.address, self.keys, fits=fits), sent)
