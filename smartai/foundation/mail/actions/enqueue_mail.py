from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from smartai.foundation.jobs.doorbell import ring
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.sender import new_message_id
from smartai.lib.addresses import normal_address
from smartai.lib.text import clean_text, one_line, shortened


def enqueue_mail(
    *,
    key: str,
    kind: str,
    to_address: str,
    subject: str,
    text: str,
    html: str = "",
    to_name: str = "",
    from_name: str = "",
    in_reply_to: str = "",
    references: str = "",
    headers: Mapping[str, str] | None = None,
    about_ticket: int | None = None,
    about_message: int | None = None,
    useful_until: datetime | None = None,
) -> OutgoingMail:
    """Owes a mail in the caller's transaction; the worker sends it after commit.

    ``key`` names the reason ("event:12:person:5"). With a key that is known, nothing changes and the mail
    owed first is returned. ``about_message`` is for mails that *are* the delivery of that message: its
    delivery state is theirs. ``useful_until`` is for what ends, like a code. Raises ``ValueError`` when
    ``to_address`` is no address. Two statements.
    """
    mail = OutgoingMail(
        key=key,
        kind=kind,
        message_id=new_message_id(),
        to_address=normal_address(to_address),
        to_name=shortened(one_line(to_name), 200),
        from_name=shortened(one_line(from_name), 200),
        subject=shortened(one_line(subject), 400),
        text=clean_text(text),
        html=clean_text(html),
        in_reply_to=one_line(in_reply_to)[:1000],
        references=one_line(references),
        headers={clean_text(name): one_line(value) for name, value in (headers or {}).items()},
        about_ticket=about_ticket,
        about_message=about_message,
        useful_until=useful_until,
    )
    OutgoingMail.objects.bulk_create([mail], ignore_conflicts=True)
    ring()
    return OutgoingMail.objects.get(key=key)
