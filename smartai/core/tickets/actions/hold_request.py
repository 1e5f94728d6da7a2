from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from smartai.core.tickets.actions.open_ticket import RequestDraft, open_ticket
from smartai.core.tickets.errors import HeldRequestGone
from smartai.core.tickets.models import HeldRequest, Ticket
from smartai.foundation.accounts.models import Person
from smartai.foundation.accounts.secrets import hashed

KEPT = timedelta(hours=24)


def hold_request(draft: RequestDraft, *, address: str, holder: str) -> HeldRequest:
    """Keeps what was written until the address is proven; ``holder`` is the browser's secret."""
    return HeldRequest.objects.create(
        holder_hash=hashed(holder),
        address=address,
        draft=draft.to_json(),
        expires_at=timezone.now() + KEPT,
    )


def find_held_request(pk: int, *, holder: str) -> HeldRequest:
    """Raises ``HeldRequestGone``."""
    held = HeldRequest.objects.filter(
        pk=pk, holder_hash=hashed(holder), expires_at__gt=timezone.now()
    ).first()
    if held is None:
        raise HeldRequestGone
    return held


@transaction.atomic
def send_held_request(held: HeldRequest, *, by: Person) -> Ticket:
    """Opens the ticket of a held request for who proved its address; twice gives the same ticket."""
    held = HeldRequest.objects.select_for_update().get(pk=held.pk)
    if not by.addresses.filter(address=held.address, proven_at__isnull=False).exists():
        raise HeldRequestGone
    if held.sent_ticket_id:
        return Ticket.objects.get(pk=held.sent_ticket_id)
    ticket = open_ticket(RequestDraft.from_json(held.draft), requester=by, by=by)
    held.sent_ticket_id, held.draft = ticket.pk, {}
    held.save(update_fields=["sent_ticket_id", "draft"])
    return ticket
