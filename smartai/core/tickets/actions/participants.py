from __future__ import annotations

from django.db import transaction

from smartai.core.tickets.events import ParticipantAdded, ParticipantRemoved
from smartai.core.tickets.models import Participant, Ticket, TicketLink
from smartai.core.tickets.policies import can_work_on
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.record import record


@transaction.atomic
def add_participant(ticket: Ticket, person: Person, *, by: Actor) -> None:
    """Lets another customer read and answer. Nothing of the history is mailed to them."""
    require(can_work_on(by, ticket))
    if person.pk == ticket.requester_id:
        return
    _, new = Participant.objects.get_or_create(ticket=ticket, person=person)
    if new:
        record(
            ParticipantAdded(ticket_id=ticket.pk, person_id=person.pk, name=person.display_name),
            by=by,
        )


@transaction.atomic
def remove_participant(ticket: Ticket, person: Person, *, by: Actor) -> None:
    """Their links to the ticket end too."""
    require(can_work_on(by, ticket))
    gone, _ = Participant.objects.filter(ticket=ticket, person=person).delete()
    TicketLink.objects.filter(ticket=ticket, person=person).delete()
    if gone:
        record(
            ParticipantRemoved(ticket_id=ticket.pk, person_id=person.pk, name=person.display_name),
            by=by,
        )
