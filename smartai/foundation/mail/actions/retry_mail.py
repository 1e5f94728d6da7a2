from __future__ import annotations

from smartai.foundation.jobs.doorbell import ring
from smartai.foundation.jobs.due import try_again
from smartai.foundation.mail.models import OutgoingMail


def retry_mail(mail_id: int) -> bool:
    """Makes a mail that was given up, or that pauses, due now. False when it's sent or being sent."""
    retried = try_again(OutgoingMail.objects.filter(pk=mail_id)) > 0
    if retried:
        ring()
    return retried
