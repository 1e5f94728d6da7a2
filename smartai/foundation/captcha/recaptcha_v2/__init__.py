"""Google reCAPTCHA v2, the box to tick: https://developers.google.com/recaptcha/docs/display

Its answer names no form, so our seal alone says which one the token was sent with.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from smartai.foundation.captcha.provider import Keys, Sent, Sources, Verdict
from smartai.foundation.captcha.siteverify import Rules, judged, new_seal
from smartai.foundation.captcha.siteverify.places import recaptcha


@dataclass(frozen=True)
class Recaptcha:
    """What both versions have in common: who is asked, and what a page must allow."""

    keys: Keys
    asks = True

    @property
    def address(self) -> str:
        return f"{recaptcha()}/recaptcha/api/siteverify"

    @property
    def sources(self) -> Sources:
        """By https://developers.google.com/recaptcha/docs/faq: the second script comes from gstatic."""
        own = f"{recaptcha()}/recaptcha/"
        return {
            "script-src": [own, "https://www.gstatic.com/recaptcha/"],
            "frame-src": [own, "https://recaptcha.google.com/recaptcha/"],
            "connect-src": [own],
        }


class RecaptchaV2(Recaptcha):
    def challenge(self, purpose: str) -> dict[str, Any]:
        return {
            "provider": "recaptcha-v2",
            "script": f"{recaptcha()}/recaptcha/api.js?render=explicit",
            "sitekey": self.keys.site_key,
            "seal": new_seal(purpose).text,
        }

    def verify(self, sent: Sent) -> Verdict:
        return judged(
            Rules("recaptcha-v2", self.address, self.keys, fits=lambda answer, seal: True),
            sent,
        )
