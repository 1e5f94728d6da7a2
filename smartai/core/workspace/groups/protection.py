from __future__ import annotations

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from smartai.core.workspace.groups.group import Group, Line, fact
from smartai.foundation.captcha.provider import Keys

KEY: Final = r"^[A-Za-z0-9_.:-]*$"
_SECRET = _("Stays on this server, and is never shown again. Empty keeps the one that is saved.")
_SITE_KEY = _("Public: it stands in the page.")


class Unsure(StrEnum):
    """What becomes of a request while the chosen company does not say who wrote it."""

    LIMIT = "limit"
    HOLD = "hold"


class Protection(Group):
    """Against floods and robots. The keys of each check begin with its name."""

    about = _("Against floods and robots.")
    secrets = frozenset({"recaptcha_v2_secret", "recaptcha_v3_secret", "turnstile_secret", "hcaptcha_secret"})

    check: str = fact(
        "proof-of-work",
        _("Robot check"),
        _(
            "The short calculation in the browser needs no puzzle and no third party. "
            "Of the others, a company learns who opens your forms."
        ),
        pattern=r"^(proof-of-work|recaptcha-v2|recaptcha-v3|turnstile|hcaptcha|off)$",
    )
    recaptcha_v2_site_key: Line = fact(
        "", _("reCAPTCHA v2: site key"), _SITE_KEY, max_length=150, pattern=KEY
    )
    recaptcha_v2_secret: Line = fact("", _("reCAPTCHA v2: secret key"), _SECRET, max_length=150, pattern=KEY)
    recaptcha_v3_site_key: Line = fact(
        "", _("reCAPTCHA v3: site key"), _SITE_KEY, max_length=150, pattern=KEY
    )
    recaptcha_v3_secret: Line = fact("", _("reCAPTCHA v3: secret key"), _SECRET, max_length=150, pattern=KEY)
    recaptcha_v3_threshold: float = fact(
        0.5,
        _("reCAPTCHA v3: lowest score"),
        _("From 0, surely a robot, to 1, surely a person; Google advises 0.5."),
        ge=0,
        le=1,
    )
    turnstile_site_key: Line = fact("", _("Turnstile: site key"), _SITE_KEY, max_length=150, pattern=KEY)
    turnstile_secret: Line = fact("", _("Turnstile: secret key"), _SECRET, max_length=150, pattern=KEY)
    hcaptcha_site_key: Line = fact("", _("hCaptcha: site key"), _SITE_KEY, max_length=150, pattern=KEY)
    hcaptcha_secret: Line = fact("", _("hCaptcha: secret key"), _SECRET, max_length=150, pattern=KEY)
    unsure: Unsure = fact(
        Unsure.LIMIT,
        _("When the company does not answer"),
        _(
            "Requests that wait are marked in the desk, and nobody gets an e-mail about them before "
            "somebody accepts them. Sign-in and registration are let in with stricter limits in any case."
        ),
    )
    requests_per_hour: int = fact(
        20,
        _("Requests an hour"),
        _("New requests from one person, network or e-mail address; 0 sets no limit."),
        ge=0,
        le=100_000,
    )
    replies_per_hour: int = fact(
        120, _("Replies an hour"), _("Replies from one person; 0 sets no limit."), ge=0, le=100_000
    )
    codes_per_hour: int = fact(5, _("Codes an hour"), _("E-mails with a code to one address."), ge=1, le=100)
    sign_ins_per_hour: int = fact(
        30, _("Sign-in attempts an hour"), _("Attempts with a password from one network or for one address."),
        ge=5, le=10_000,
    )  # fmt: skip
    names_per_hour: int = fact(
        1_000,
        _("Signed names an hour"),
        _("Tokens of your sites from one network; a whole office may share one. 0 sets no limit."),
        ge=0,
        le=100_000,
    )

    @property
    def keys(self) -> Keys:
        """Of the chosen check; empty ones for a check that needs none."""
        return self.keys_of(self.check)

    def keys_of(self, check: str) -> Keys:
        name = check.replace("-", "_")
        if f"{name}_secret" not in self.secrets:
            return Keys()
        return Keys(
            getattr(self, f"{name}_site_key"), getattr(self, f"{name}_secret"), self.recaptcha_v3_threshold
        )
