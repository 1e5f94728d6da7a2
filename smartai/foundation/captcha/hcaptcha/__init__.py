"""hCaptcha: https://docs.hcaptcha.com/

Its answer names no form, so our seal alone says which one the token was sent with. Under load it says
``not-provided`` instead of a host, and means it; the site key that it compares is ours in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from smartai.foundation.captcha.provider import Keys, Sent, Sources, Verdict
from smartai.foundation.captcha.siteverify import Rules, judged, new_seal
from smartai.foundation.captcha.siteverify.places import (
    hcaptcha_answers,
    hcaptcha_is_elsewhere,
    hcaptcha_scripts,
    origin,
)

EVERYWHERE = ("https://hcaptcha.com", "https://*.hcaptcha.com")


@dataclass(frozen=True)
class HCaptcha:
    keys: Keys
    asks = True

    @property
    def address(self) -> str:
        return f"{hcaptcha_answers()}/siteverify"

    @property
    def sources(self) -> Sources:
        """All names below hcaptcha.com: its manual asks not to name fewer."""
        where = [origin(hcaptcha_scripts())] if hcaptcha_is_elsewhere() else [*EVERYWHERE]
        return dict.fromkeys(("script-src", "frame-src", "style-src", "connect-src"), where)

    def challenge(self, purpose: str) -> dict[str, Any]:
        return {
            "provider": "hcaptcha",
            "script": f"{hcaptcha_scripts()}/1/api.js?render=explicit&recaptchacompat=off",
            "sitekey": self.keys.site_key,
            "seal": new_seal(purpose).text,
        }

    def verify(self, sent: Sent) -> Verdict:
        rules = Rules(
            "hcaptcha",
            self.address,
            self.keys,
            fits=lambda answer, seal: True,
            more={"sitekey": self.keys.site_key},
            hosts=frozenset({"not-provided"}),
        )
        return judged(rules, sent)
