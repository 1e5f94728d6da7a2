"""Owing a mail to a reader: rendered for them, threaded behind the last one about the same ticket."""

from __future__ import annotations

from datetime import datetime

from smartai.core.workspace.choices import choices
from smartai.foundation.mail.actions.enqueue_mail import enqueue_mail
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.sender import mail_domain
from smartai.reactions.notifications.facts import Facts
from smartai.reactions.notifications.kinds import TO_THE_TEAM, Kind
from smartai.reactions.notifications.layout import rendered
from smartai.reactions.notifications.readers import Reader, speaking_to
from smartai.reactions.notifications.sentences import choice_url_of

REFERENCES_KEPT = 20
_REPLIES = (Kind.CREATED, Kind.CREATED_UNPROVEN)


def owe(
    kind: Kind,
    reader: Reader,
    facts: Facts,
    *,
    key: str,
    about_ticket: int | None = None,
    about_message: int | None = None,
    with_name: bool = True,
    useful_until: datetime | None = None,
) -> OutgoingMail | None:
    """Owes the mail in the caller's transaction, once for a ``key`` and reader. None without an address.

    ``with_name`` false leaves the reader's name out of the header too: it may be a stranger's text.
    """
    if not reader.address:
        return None
    with speaking_to(reader):
        mail = rendered(kind, facts)
    in_reply_to, references = _thread(about_ticket, reader.address)
    return enqueue_mail(
        key=f"{key}:{kind}:{reader.key}",
        kind=kind,
        to_address=reader.address,
        to_name=reader.name if with_name else "",
        from_name=sender_name(),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        in_reply_to=in_reply_to,
        references=references,
        headers=_headers(kind),
        about_ticket=about_ticket,
        about_message=about_message,
        useful_until=useful_until,
    )


def sender_name() -> str:
    known = choices()
    return known.mail.sender_name or known.brand.name


def _headers(kind: Kind) -> dict[str, str]:
    """That a machine wrote (RFC 3834), so that no machine answers; the second is Exchange's way to say it.

    The team's mails are a list (RFC 2919) that each may leave (RFC 2369), so mail programs can sort them.
    Leaving needs a sign-in, so it is no "one click" (RFC 8058). What customers get is no list.
    """
    headers = {
        "Auto-Submitted": "auto-replied" if kind in _REPLIES else "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }
    if kind in TO_THE_TEAM:
        headers["List-Id"] = f"<tickets.{mail_domain()}>"
        headers["List-Unsubscribe"] = f"<{choice_url_of(kind)}>"
    return headers


def _thread(ticket_id: int | None, address: str) -> tuple[str, str]:
    """``In-Reply-To`` and ``References``: mail programs show what a reader got about a ticket as one."""
    if ticket_id is None:
        return "", ""
    last = (
        OutgoingMail.objects.filter(about_ticket=ticket_id, to_address=address)
        .order_by("-pk")
        .values("message_id", "references")
        .first()
    )
    if last is None:
        return "", ""
    chain = [*last["references"].split(), last["message_id"]]
    return last["message_id"], " ".join([*chain[:1], *chain[1:][-(REFERENCES_KEPT - 1) :]])
