"""What a person left in rows that stay: letters, facts, mails, codes. Parts of one erasure."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from smartai.core.tickets.events import AnswerNotDelivered, ParticipantAdded, ParticipantRemoved, TitleChanged
from smartai.core.tickets.models import CustomValue, Message, Ticket
from smartai.core.tickets.search.filing import forget
from smartai.foundation.accounts.models import Person, SignInCode
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.store import discard
from smartai.foundation.files.uploads import person_owner
from smartai.foundation.mail.models import OutgoingMail


def erase_letters(person: Person, tickets: list[int]) -> None:
    """Everything in the person's tickets, what they wrote in others', and files that wait to be sent."""
    letters = Message.objects.filter(Q(author=person) | Q(ticket__in=tickets))
    forget(sorted({*tickets, *letters.values_list("ticket_id", flat=True)}))
    discard_files(letters)
    for upload in StoredFile.objects.uploaded_by(person_owner(person.pk)):
        discard(upload)
    for ticket in Ticket.objects.filter(messages__author=person).exclude(pk__in=tickets).distinct():
        newest = ticket.messages.public().order_by("pk").last()
        if newest and newest.author_id == person.pk:
            Ticket.objects.filter(pk=ticket.pk).update(public_text="", public_by_name="")
    letters.update(text="", html="", has_attachments=False)
    Message.objects.filter(author=person).update(author_name="")
    CustomValue.objects.filter(ticket__in=tickets).delete()


def discard_files(letters: QuerySet[Message]) -> int:
    """The files of these letters; says how many. The bytes go after the transaction, or by the sweep."""
    files = []
    for letter in letters.filter(has_attachments=True).prefetch_related("attachments__file"):
        files += [attachment.file for attachment in letter.attachments.all()]
        letter.attachments.all().delete()
    for file in files:
        discard(file)
    return len(files)


def erase_facts(person: Person, tickets: list[int], addresses: list[str]) -> None:
    """Facts are kept for ever; the person's name, addresses and titles go out of them."""
    StoredEvent.objects.filter(actor_id=person.pk).update(actor_name="", last_error="")
    joined = (ParticipantAdded.kind, ParticipantRemoved.kind)
    _blank(StoredEvent.objects.filter(kind__in=joined, payload__person_id=person.pk), "name")
    lost = StoredEvent.objects.filter(kind=AnswerNotDelivered.kind)
    _blank(lost.filter(Q(payload__address__in=addresses) | Q(ticket_id__in=tickets)), "address")
    erase_titles(tickets)


def erase_titles(tickets: list[int]) -> None:
    StoredEvent.objects.filter(ticket_id__in=tickets).update(last_error="")
    _blank(StoredEvent.objects.filter(kind=TitleChanged.kind, ticket_id__in=tickets), "before", "after")


def _blank(facts: QuerySet[StoredEvent], *names: str) -> None:
    for fact in facts:
        fact.payload |= dict.fromkeys(names, "")
        fact.save(update_fields=["payload"])


def erase_mails(person: Person, tickets: list[int], addresses: list[str]) -> None:
    """Mails to the person, about their tickets, and with their words to others. Before the letters go.

    Of others' conversations that they wrote in, mails that deliver somebody else's letter stay.
    """
    written = Message.objects.filter(author=person)
    OutgoingMail.objects.filter(
        Q(to_address__in=addresses)
        | Q(about_ticket__in=tickets)
        | Q(about_message__in=written.values("pk"))
        | Q(about_ticket__in=written.values("ticket_id"), about_message=None)
    ).delete()


def erase_codes(person: Person, addresses: list[str]) -> None:
    """Codes to the person's addresses, and those that they asked for to add one more, with their mails."""
    asked = SignInCode.objects.filter(for_person_id=person.pk)
    for code in asked:
        OutgoingMail.objects.filter(to_address=code.address, key__endswith=f":code:{code.pk}").delete()
    asked.delete()
    SignInCode.objects.filter(address__in=addresses).delete()
