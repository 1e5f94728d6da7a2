from __future__ import annotations

from django.utils import timezone

from smartai.foundation.mail.models import OutgoingMail


def forget_mail(mail_id: int, *, forget: bool = True) -> OutgoingMail | None:
    """Puts a mail that was given up away, or back. None when there is none in that state."""
    rows = OutgoingMail.objects.given_up().filter(pk=mail_id, forgotten_at__isnull=forget)
    done = rows.update(forgotten_at=timezone.now() if forget else None)
    return OutgoingMail.objects.get(pk=mail_id) if done else None
