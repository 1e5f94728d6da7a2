from __future__ import annotations

from smartai.foundation.jobs.doorbell import ring
from smartai.foundation.jobs.due import try_again
from smartai.foundation.mail.models import OutgoingMail


def retry_mail(mail_id: int) -> bool:
    """Makes a mail due now that was given up or pauses. False when it's sent, being sent or forgotten."""
    retried = try_again(OutgoingMail.objects.filter(pk=mail_id, forgotten_at=None)) > 0
    if retried:
        ring()
    return retried
