from __future__ import annotations

from django.db import transaction

from smartai.core.workspace.events import MailDismissed, MailRestored
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.record import record
from smartai.foundation.mail.actions.forget_mail import forget_mail
from smartai.foundation.mail.models import OutgoingMail


@transaction.atomic
def forget_delivery(mail_id: int, *, by: Actor) -> OutgoingMail | None:
    """A mail that was given up leaves the list of those; its ticket still says that it did not arrive.

    None, and no fact, when it is not there or was forgotten already.
    """
    require(is_owner(by))
    mail = forget_mail(mail_id)
    if mail:
        record(MailDismissed(ticket_id=mail.about_ticket, mail_id=mail.pk), by=by)
    return mail


@transaction.atomic
def remember_delivery(mail_id: int, *, by: Actor) -> OutgoingMail | None:
    """Takes that back. None, and no fact, when there is nothing to take back."""
    require(is_owner(by))
    mail = forget_mail(mail_id, forget=False)
    if mail:
        record(MailRestored(ticket_id=mail.about_ticket, mail_id=mail.pk), by=by)
    return mail
