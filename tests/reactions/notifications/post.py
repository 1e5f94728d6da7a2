"""Working off what is due, and reading what came of it."""

from __future__ import annotations

from smartai.config.subscriptions import SUBSCRIPTIONS
from smartai.core.people.models import Profile
from smartai.foundation.accounts.models import Person
from smartai.foundation.events.dispatch import EventDispatch
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.jobs.due import DueState
from smartai.foundation.mail.models import OutgoingMail


def draw_consequences() -> None:
    """The worker's part between the fact and the mail. No fact may fail."""
    dispatch = EventDispatch(SUBSCRIPTIONS)
    while dispatch.drain():
        pass
    assert not StoredEvent.objects.exclude(state=DueState.DONE).values_list("kind", "last_error")


def mails_to(person: Person) -> list[OutgoingMail]:
    """In the order in which they were owed, after everything due was drawn."""
    draw_consequences()
    return list(OutgoingMail.objects.filter(to_address=person.email).order_by("pk"))


def mail_to(person: Person) -> OutgoingMail:
    (mail,) = mails_to(person)
    return mail


def kinds_to(person: Person) -> list[str]:
    return [mail.kind for mail in mails_to(person)]


def clear_post() -> None:
    """What happened so far is told and forgotten."""
    draw_consequences()
    OutgoingMail.objects.all().delete()


def wishes(person: Person, **values: object) -> None:
    Profile.objects.update_or_create(person=person, defaults=values)
