from __future__ import annotations

from smartai.foundation.accounts.models import PendingSignIn, Person, Session


def end_session(session: Session) -> None:
    Session.objects.filter(pk=session.pk).delete()


def end_other_sessions(person: Person, *, keep: Session | None = None) -> int:
    """Signs the person out everywhere else; returns how many browsers that were.

    Who waits between two steps with a first proof of before waits no more.
    """
    PendingSignIn.objects.filter(person=person).delete()
    others = Session.objects.filter(person=person)
    if keep is not None:
        others = others.exclude(pk=keep.pk)
    return others.delete()[0]
