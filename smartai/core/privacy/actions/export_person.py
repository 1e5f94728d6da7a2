from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from smartai.core.helpfulness.models import ArticleFeedback
from smartai.core.identities.reads import accounts_of, said_of
from smartai.core.people.models import Profile, RegistrationField
from smartai.core.satisfaction.models import Rating, Score
from smartai.core.tickets.models import Attachment, Message, Ticket
from smartai.core.tickets.querysets import TicketQuerySet
from smartai.core.tickets.values import shown_value
from smartai.core.workspace.choices import agent_name
from smartai.core.workspace.policies import require
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.models import Person, SecondStep


def export_person(person: Person, *, by: Actor) -> dict[str, Any]:
    """Everything that the person wrote or was told, as JSON values; never notes nor team fields.

    Files are named by ``path``; ``files_of`` gives their rows for the archive.
    """
    require(by == person)
    return {
        "person": _about(person),
        "requests": [_ticket(ticket, person) for ticket in _tickets(person)],
        "articles": [_judged(said) for said in _feedback(person)],
    }


def files_of(person: Person) -> Iterator[tuple[str, Attachment]]:
    """Path in the archive and attachment, for every file of the person's requests."""
    found = Attachment.objects.filter(message__ticket__in=_tickets(person)).exclude(message__kind="note")
    for attachment in found.select_related("file", "message").order_by("pk").iterator(chunk_size=200):
        yield _path(attachment.message, attachment), attachment


def _tickets(person: Person) -> TicketQuerySet:
    return Ticket.objects.own_of(person).order_by("pk")


def _feedback(person: Person) -> QuerySet[ArticleFeedback]:
    return ArticleFeedback.objects.filter(person=person).select_related("article").order_by("pk")


def _judged(said: ArticleFeedback) -> dict[str, Any]:
    return {
        "title": said.article.title,
        "answered_my_question": said.helpful,
        "words": said.words,
        "at": said.changed_at.isoformat(),
    }


def _about(person: Person) -> dict[str, Any]:
    profile = Profile.objects.filter(person=person).first() or Profile(person=person)
    labels = {str(field.pk): field.label for field in RegistrationField.objects.all()}
    return {
        "name": person.name,
        "addresses": [
            {
                "address": row.address,
                "proven_at": row.proven_at and row.proven_at.isoformat(),
            }
            for row in person.addresses.all()
        ],
        "language": person.language,
        "time_zone": person.time_zone,
        "phone": profile.phone,
        "company": profile.company,
        "answers": {labels.get(pk, pk): answer for pk, answer in profile.answers.items()},
        "notifications": profile.notify,
        "told_by_sites": said_of(person),
        "ways_to_sign_in": {
            "passkeys": [
                {"name": one.name, "since": one.created_at.isoformat()} for one in person.passkeys.all()
            ],
            "accounts_elsewhere": [
                {"provider": name, "known_there_as": one.subject, "since": one.created_at.isoformat()}
                for one, name in accounts_of(person)
            ],
            "second_step": SecondStep.objects.filter(person=person).exists(),
        },
        "since": person.created_at.isoformat(),
    }


def _ticket(ticket: Ticket, person: Person) -> dict[str, Any]:
    letters = ticket.messages.public().prefetch_related("attachments__file")
    values = ticket.custom_values.select_related("field").filter(field__for_customers=True)
    rating = Rating.objects.filter(ticket=ticket, person=person).first()
    return {
        "number": ticket.pk,
        "title": ticket.title,
        "status": ticket.customer_status,
        "department": ticket.department.name,
        "priority": ticket.priority and ticket.priority.customer_label,
        "created_at": ticket.created_at.isoformat(),
        "fields": {value.field.label: shown_value(value.field, value.value) for value in values},
        "rating": rating and {"face": str(Score(rating.score).label), "words": rating.words},
        "messages": [_letter(letter) for letter in letters],
    }


def _letter(letter: Message) -> dict[str, Any]:
    return {
        "from": agent_name(letter.author_name) if letter.by_team else letter.author_name,
        "by_us": letter.by_team,
        "at": letter.created_at.isoformat(),
        "text": letter.text,
        "files": [_path(letter, attachment) for attachment in letter.attachments.all()],
    }


def _path(message: Message, attachment: Attachment) -> str:
    return f"files/{message.ticket_id}/{attachment.pk}-{attachment.file.name}"
