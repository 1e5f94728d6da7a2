from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from smartai.core.people.errors import LastOwner
from smartai.core.people.events import PersonErased
from smartai.core.people.models import Profile
from smartai.core.tickets.models import (
    CustomValue,
    HeldRequest,
    Message,
    Participant,
    Ticket,
    TicketLink,
)
from smartai.core.workspace.policies import is_owner, require
from smartai.foundation.accounts.actors import Actor, System
from smartai.foundation.accounts.models import (
    EmailAddress,
    Person,
    Role,
    Session,
    SignInCode,
)
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.events.record import record
from smartai.foundation.files.store import discard
from smartai.foundation.mail.models import OutgoingMail

ERASED = "[erased]"


@transaction.atomic
def erase_person(person: Person, *, by: Actor) -> None:
    """Deletes a customer's own data for good: name, addresses, words, files, sessions, mails to them.

    The tickets stay as empty shells with their numbers, so that the team's counts stay true. Colleagues
    are deactivated instead. Answers of the team in the person's requests go too: they speak of them.
    """
    require(by == person or is_owner(by))
    if person.is_team:
        raise (
            LastOwner if person.role == Role.OWNER else TypeError("colleagues are deactivated, not erased")
        )
    addresses = list(person.addresses.values_list("address", flat=True))
    tickets = list(
        Ticket.objects.select_for_update(of=("self",)).filter(requester=person).values_list("pk", flat=True)
    )
    _erase_letters(person, tickets)
    Ticket.objects.filter(pk__in=tickets).update(
        title=ERASED,
        public_text="",
        public_by_name="",
        ended=True,
        waiting_since=None,
        form_key=None,
    )
    for rows in (
        TicketLink.objects.filter(person=person),
        Participant.objects.filter(person=person),
        Session.objects.filter(person=person),
        EmailAddress.objects.filter(person=person),
        Profile.objects.filter(person=person),
        SignInCode.objects.filter(address__in=addresses),
        HeldRequest.objects.filter(address__in=addresses),
        OutgoingMail.objects.filter(to_address__in=addresses),
        OutgoingMail.objects.filter(about_ticket__in=tickets),
    ):
        rows.delete()
    StoredEvent.objects.filter(actor_id=person.pk).update(actor_name="")
    person.name = person.email = person.password = person.language = person.time_zone = ""
    person.active, person.erased_at = False, timezone.now()
    person.save()
    record(PersonErased(person_id=person.pk), by=System("erasure"))


def _erase_letters(person: Person, tickets: list[int]) -> None:
    from_them = Message.objects.filter(author=person) | Message.objects.filter(ticket__in=tickets)
    for message in from_them.distinct().prefetch_related("attachments__file"):
        files = [attachment.file for attachment in message.attachments.all()]
        message.attachments.all().delete()
        for file in files:
            discard(file)
    Message.objects.filter(ticket__in=tickets).update(text="", html="", has_attachments=False)
    Message.objects.filter(author=person).update(text="", html="", author_name="", has_attachments=False)
    CustomValue.objects.filter(ticket__in=tickets).delete()
