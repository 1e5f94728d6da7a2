"""What follows when a mail was given up for good: an answer that nobody got goes back to the team."""

from __future__ import annotations

from smartai.core.tickets.actions import note_lost_answer
from smartai.core.tickets.models import Message
from smartai.foundation.accounts.actors import System
from smartai.foundation.mail.models import OutgoingMail


def tell_of_lost_answer(mail: OutgoingMail) -> None:
    """The ``GivenUp`` of the mail drain. One read for mails that deliver an answer, none for others."""
    if mail.about_message is None:
        return
    message = Message.objects.filter(pk=mail.about_message).first()
    if message is not None:
        note_lost_answer(message, mail.to_address, by=System("mail"))
