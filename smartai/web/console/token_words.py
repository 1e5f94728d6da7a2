"""What the token checker says of each line."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from smartai.lib.site_tokens import Examined, Finding, Line, Subject

FINE: dict[Subject, Promise] = {
    Subject.FORM: _("It is a token of three parts."),
    Subject.KEY: _("Its key is a live one of this panel."),
    Subject.SIGNATURE: _("Algorithm and signature are the key's."),
    Subject.AUDIENCE: _("It is made for this panel (aud)."),
    Subject.TIMES: _("Its times are right (iat, nbf, exp)."),
    Subject.PERSON: _("It says who it is (sub)."),
    Subject.ONCE: _("It has an id (jti) and was not used yet."),
    Subject.ADDRESS: _("It has a verified e-mail address."),
    Subject.REST: _("Everything in it is used."),
}
FOUND: dict[Finding, Promise] = {
    Finding.TOO_LONG: _("It is longer than 8 KB."),
    Finding.MALFORMED: _(
        "It is no token: three parts in base64url without padding, dots between them, the first two JSON."
    ),
    Finding.UNKNOWN_KEY: _("The header's kid names no key of this panel."),
    Finding.RETIRED_KEY: _("Its key was retired."),
    Finding.LOST_KEY: _("Its key was made when this installation had another secret; make a new key."),
    Finding.WRONG_ALGORITHM: _("The header's alg is not the algorithm of the key."),
    Finding.BAD_SIGNATURE: _(
        "The signature does not fit: another secret, or the token was changed after it was signed."
    ),
    Finding.WRONG_AUDIENCE: _("Its aud is not the key of this panel."),
    Finding.NO_EXPIRY: _("It has no exp, as a number of seconds since 1970."),
    Finding.EXPIRED: _("It has expired; make a new one for each page or call."),
    Finding.LIVES_TOO_LONG: _("It lives longer than 15 minutes."),
    Finding.BAD_TIME: _("One of its times is no number of seconds since 1970."),
    Finding.ISSUED_IN_FUTURE: _(
        "Its iat is in the future; the clock of your server is wrong by more than two minutes."
    ),
    Finding.NOT_YET_VALID: _("Its nbf is in the future."),
    Finding.NO_SUBJECT: _("It has no sub: text, at most 200 characters, the same for a person for ever."),
    Finding.NO_TOKEN_ID: _("It has no jti: text, at most 200 characters, another one for each token."),
    Finding.REPLAYED: _("It was used already; a token signs in once."),
    Finding.NO_ADDRESS: _("It has no e-mail address, so nobody is told of answers by mail."),
    Finding.UNFIT_ADDRESS: _("Its email is no e-mail address and is left out."),
    Finding.UNVERIFIED_ADDRESS: _(
        "Its address is not verified (email_verified is not true), so it leads to no account that is there."
    ),
    Finding.LEFT_OUT: _("Some of it is not used."),
}


@dataclass(frozen=True)
class Told:
    """``tone`` is that of a dot: ok, warn or bad."""

    tone: str
    words: str
    shown: str


def told(found: Examined) -> list[Told]:
    return [Told(_tone(line), str(_words(line)), _shown(line)) for line in found.lines]


def _shown(line: Line) -> str:
    """Of times, how long there is or was."""
    if line.subject is not Subject.TIMES or line.finding in (Finding.NO_EXPIRY, Finding.BAD_TIME):
        return line.shown
    left = int(line.shown)
    if left < 0:
        return ngettext("ended %(n)d second ago", "ended %(n)d seconds ago", -left) % {"n": -left}
    return ngettext("ends in %(n)d second", "ends in %(n)d seconds", left) % {"n": left}


def _words(line: Line) -> Promise:
    return FINE[line.subject] if line.finding is Finding.FINE else FOUND[line.finding]


def _tone(line: Line) -> str:
    return "bad" if line.refuses else "warn" if line.remarks else "ok"
