"""What a look at a page says, line by line: what is right, what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from smartai.foundation.outside.fetching import Hindrance
from smartai.lib.embedding_checks import GOOD, STOPS_FRAME, Found
from smartai.web.console.page_checks import CUT, STATUS

WORDS: Final[dict[str, Promise]] = {
    Found.LINE: _("The line is there, with this panel's key."),
    Found.NO_LINE: _(
        "The line is not in this page. Put it before the end of the page's body; where a tag manager or "
        "another script adds it, open the page and look at the light instead."
    ),
    Found.WRONG_KEY: _("The line names another panel. Copy this panel's line again, or change data-panel."),
    Found.WRONG_PLACE: _("The line loads its script from somewhere else. Copy this panel's line again."),
    Found.NO_SCRIPT: _("The element is there, but no script loads it. Load embed.js from our address, too."),
    Found.NO_POLICY: _("The page has no content security policy, so nothing is in the way."),
    Found.SCRIPT_LET: _("Its policy lets the script in."),
    Found.SCRIPT_BLOCKED: _("Its policy blocks the script. Let the site send this directive instead:"),
    Found.NONCE_NEEDED: _(
        "Its policy is strict: the line needs the nonce that the site gives its own scripts, as nonce=\"…\"."
    ),
    Found.STRICT: _(
        "Its policy is strict and takes scripts by their hash alone. Let one of the site's own scripts add "
        "the line, or let the site use a nonce."
    ),
    Found.FRAME_LET: _("Its policy lets the panel's frame in."),
    Found.FRAME_BLOCKED: _("Its policy blocks the panel's frame. Let the site send this directive instead:"),
    Found.MIXED: _(
        "The page is encrypted and your help desk is not: browsers load nothing from there. Give the help "
        "desk an address with https."
    ),
    Found.ISOLATED: _(
        "The page is isolated from other sites by this header, so browsers refuse the frame: "
        "Cross-Origin-Embedder-Policy"
    ),
    Hindrance.NO_NAME: _("There is no such name in the internet, or our server can't look it up."),
    Hindrance.OUT_OF_REACH: _(
        "The name leads into a private network, which our server doesn't open from outside. Open the page in "
        "your browser and look at the light instead."
    ),
    Hindrance.NO_CONNECTION: _("The site's server can't be reached from ours."),
    Hindrance.UNTRUSTED: _("The site's certificate isn't valid, so browsers would warn their visitors, too."),
    Hindrance.TOO_SLOW: _("The site took longer than 8 seconds."),
    Hindrance.LEADS_AWAY: _("The page leads on to a site that is not in the list. Add it, if it is yours."),
    Hindrance.LEADS_ON: _("The page leads on and on, and never ends."),
    STATUS: _("The page is not there, or not for everybody. The site answers with this status:"),
    CUT: _("The page is very long: only its first 2 MB were looked at."),
}  # fmt: skip


@dataclass(frozen=True)
class Told:
    """``tone`` is that of a tag: ok, warn or bad."""

    tone: str
    words: str
    shown: str


def told(findings: Iterable[Mapping[str, Any]]) -> list[Told]:
    """A code that an earlier version kept and this one does not know is left out."""
    return [
        Told(_tone(one["code"]), str(WORDS[one["code"]]), one.get("shown", ""))
        for one in findings
        if one.get("code") in WORDS
    ]


def stops_script(findings: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a panel cannot begin on that page at all."""
    return any(_tone(one["code"]) == "bad" and one["code"] not in STOPS_FRAME for one in findings)


def stops_frame(findings: Iterable[Mapping[str, Any]]) -> bool:
    """Whether its button may stand there, but nothing opens."""
    return any(one["code"] in STOPS_FRAME for one in findings)


def _tone(code: str) -> str:
    if code in GOOD:
        return "ok"
    return "bad" if code in set(Found) else "warn"
