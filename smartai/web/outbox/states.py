"""How far the mails are, in words, and a page that looks again while one is on its way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.deliveries import reason_of
from smartai.foundation.mail.models import OutgoingMail

SOON = timedelta(minutes=1)
"""As long a page looks again by itself. What takes longer is not on its way: the worker does not run."""
LOOK_AGAIN = 2  # seconds


@dataclass(frozen=True)
class State:
    """``usual`` goes without saying in a list. ``meaning`` is what to do or expect, "" where it is plain."""

    words: str
    meaning: str = ""
    tone: str = ""
    usual: bool = False


def state_of(mail: OutgoingMail) -> State:
    if mail.state == DueState.GIVEN_UP:
        return State(_("Not delivered"), reason_of(mail), "bad")
    if mail.captured:
        return State(_("Kept here"), usual=True)
    if mail.sent_at:
        return State(_("Sent"), _("It went out through a mail server, so its links and codes are not shown."))
    if mail.failures:
        return State(_("Not delivered yet"), reason_of(mail), "warn")
    if is_on_its_way(mail):
        return State(_("On its way"), _("Its links and codes appear in a moment: this page looks by itself."))
    return State(
        _("Waits"), _("The worker has not come to it. “smartai doctor” tells whether it runs."), "warn"
    )


def is_on_its_way(mail: OutgoingMail) -> bool:
    return mail.state == DueState.WAITING and not mail.failures and _is_new(mail)


def happened_just_now() -> bool:
    """Something whose mails are not written yet. One statement."""
    now = timezone.now()
    waiting = StoredEvent.objects.filter(state=DueState.WAITING, next_attempt_at__lte=now)
    return waiting.filter(created_at__gt=now - SOON).exists()


def looking_again(response: HttpResponse, wanted: bool) -> HttpResponse:
    """Browsers know this header without a script; it ends with what was waited for, or after ``SOON``."""
    if wanted:
        response.headers["Refresh"] = str(LOOK_AGAIN)
    return response


def _is_new(mail: OutgoingMail) -> bool:
    return timezone.now() - mail.created_at < SOON
