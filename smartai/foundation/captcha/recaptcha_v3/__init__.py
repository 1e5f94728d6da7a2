"""Google reCAPTCHA v3, a score without a puzzle: https://developers.google.com/recaptcha/docs/v3"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from smartai.foundation.captcha.provider import Sent, Verdict
from smartai.foundation.captcha.recaptcha_v2 import Recaptcha
from smartai.foundation.captcha.siteverify import Answer, Rules, judged, new_seal
from smartai.foundation.captcha.siteverify.places import recaptcha


class RecaptchaV3(Recaptcha):
    def challenge(self, purpose: str) -> dict[str, Any]:
        return {
            "provider": "recaptcha-v3",
            "script": f"{recaptcha()}/recaptcha/api.js?render={quote(self.keys.site_key, safe='')}",
            "sitekey": self.keys.site_key,
            "action": _action(purpose),
            "seal": new_seal(purpose).text,
        }

    def verify(self, sent: Sent) -> Verdict:
        def fits(answer: Answer, _: object) -> bool:
            enough = answer.score is not None and answer.score >= self.keys.threshold
            return enough and answer.action == _action(sent.purpose)

        return judged(Rules("recaptcha-v3", self.address, self.keys, fits=fits), sent)


def _action(purpose: str) -> str:
    """Letters, slashes and underscores are all it takes."""
    return purpose.replace("-", "_")
