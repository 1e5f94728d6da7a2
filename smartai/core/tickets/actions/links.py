from __future__ import annotations

import base64
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from smartai.core.tickets.errors import LinkRefused
from smartai.core.tickets.events import LinksRevoked
from smartai.core.tickets.models import Ticket, TicketLink
from smartai.core.tickets.policies import can_reply_as_customer, can_work_on
from smartai.core.workspace.choices import choices
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor, LinkHolder
from smartai.foundation.accounts.models import Person
from smartai.foundation.accounts.secrets import derived, hashed
from smartai.foundation.events.record import record


def issue_link(ticket: Ticket, person: Person, *, lasting: timedelta | None = None) -> TicketLink:
    """A link for the person, for the owner's days; ``link_token`` gives its secret. Two statements."""
    link = TicketLink.objects.create(
        ticket=ticket,
        person=person,
        nonce=secrets.token_hex(16),
        expires_at=timezone.now() + (lasting or timedelta(days=choices().requests.link_days)),
    )
    link.token_hash = hashed(link_token(link))
    link.save(update_fields=["token_hash"])
    return link


def link_token(link: TicketLink) -> str:
    """The 256 bits that stand in the address, computed anew each time."""
    return base64.urlsafe_b64encode(derived("ticket-link", link.pk, link.nonce)).rstrip(b"=").decode()


def open_link(token: str) -> LinkHolder:
    """Who holds the token of an address. Raises ``LinkRefused``. One statement."""
    link = (
        TicketLink.objects.select_related("person", "ticket")
        .filter(
            token_hash=hashed(token),
            revoked_at=None,
            expires_at__gt=timezone.now(),
            person__active=True,
        )
        .first()
    )
    if link is None or not _still_concerned(link):
        raise LinkRefused
    return LinkHolder(person=link.person, ticket_id=link.ticket_id, link_id=link.pk)


def _still_concerned(link: TicketLink) -> bool:
    """Adopted, merged or removed people lose their links with the ticket."""
    valid_after = link.ticket.links_valid_after
    if valid_after is not None and link.created_at <= valid_after:
        return False
    return (
        link.ticket.requester_id == link.person_id
        or link.ticket.participants.filter(person_id=link.person_id).exists()
    )


@transaction.atomic
def revoke_links(ticket: Ticket, *, by: Actor) -> None:
    """Every link to the ticket that was ever mailed ends now; later mails carry new ones."""
    require(can_work_on(by, ticket) or can_reply_as_customer(by, ticket))
    now = timezone.now()
    TicketLink.objects.filter(ticket=ticket, revoked_at=None).update(revoked_at=now)
    Ticket.objects.filter(pk=ticket.pk).update(links_valid_after=now)
    record(LinksRevoked(ticket_id=ticket.pk), by=by)
