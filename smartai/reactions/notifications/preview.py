"""Mails on sample data, for the owner who words them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from smartai.core.workspace.choices import agent_name
from smartai.foundation.accounts.models import Person
from smartai.foundation.mail.actions.enqueue_mail import enqueue_mail
from smartai.foundation.mail.message import Letter, build_letter
from smartai.foundation.mail.models import OutgoingMail
from smartai.foundation.mail.sender import new_message_id
from smartai.reactions.notifications import places
from smartai.reactions.notifications.facts import Facts, Quote
from smartai.reactions.notifications.filling import fill
from smartai.reactions.notifications.kinds import OWNERS_WORDS, Kind
from smartai.reactions.notifications.layout import Rendered, rendered
from smartai.reactions.notifications.owing import sender_name
from smartai.reactions.notifications.readers import Reader, reader_of, speaking_to
from smartai.reactions.notifications.words import Words, or_ours, words_of


def preview(kind: Kind, words: Words | None = None, language: str = "") -> Rendered:
    """The mail as it would be. Empty ``words`` are ours; None takes those that are stored.

    ``html`` keeps its style sheet: show it in a sandboxed frame.
    """
    with speaking_to(Reader(key="sample", address="", language=language)):
        return _sample(kind, words)


def send_test(kind: Kind, to: Person, words: Words | None = None) -> OutgoingMail:
    """Owes the sample to the person's own address, each time anew."""
    return enqueue_mail(key=f"test:{uuid4()}", **_test_mail(kind, to, words))


def sample_letter(kind: Kind, to: Person) -> Letter:
    """The same as it goes over the wire, for a mail server that is only tried out; nothing is stored."""
    return build_letter(OutgoingMail(message_id=new_message_id(), **_test_mail(kind, to, None)), fill)


def _test_mail(kind: Kind, to: Person, words: Words | None) -> dict[str, Any]:
    with speaking_to(reader_of(to)):
        mail = _sample(kind, words)
        subject = _("Test: %(subject)s") % {"subject": mail.subject}
    return {
        "kind": f"test_{kind}",
        "to_address": to.email,
        "to_name": to.name,
        "from_name": sender_name(),
        "subject": subject,
        "text": mail.text,
        "html": mail.html,
        "headers": {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
    }


def _sample(kind: Kind, words: Words | None) -> Rendered:
    if kind not in OWNERS_WORDS:
        raise ValueError(f"{kind} has no words of the owner's")
    chosen = or_ours(kind, words.subject, words.body) if words else words_of(kind)
    return rendered(kind, _facts(kind), chosen)


def _facts(kind: Kind) -> Facts:
    if kind is Kind.CODE:
        return Facts(values={"name": _("Jonas")}, code="482017", url=places.panel())
    now = timezone.now()
    asked = Quote(_("Jonas"), now - timedelta(hours=2), _("My last invoice was charged twice. Why?"))
    refunded = _("You are right. We have sent the second payment back to you today.")
    answer = Quote(agent_name(_("Mia")), now, refunded)
    values = {
        "name": _("Jonas"),
        "number": "1042",
        "title": _("Charged twice for one invoice"),
        "agent": agent_name(_("Mia")) if kind is Kind.ANSWERED else "",
        "department": _("Billing"),
    }
    answered = kind is Kind.ANSWERED
    return Facts(
        values=values,
        quote=answer if answered else asked,
        earlier=asked if answered else None,
        url=places.panel(),
    )
