"""What every way of taking a fact back is made of."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from smartai.core.undoing.errors import ChangedSince, StillUsed, UndoRefused
from smartai.core.workspace.models import Workspace
from smartai.core.workspace.policies import is_owner
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.events.event import Event

E = TypeVar("E", bound=Event)
E_contra = TypeVar("E_contra", bound=Event, contravariant=True)
M = TypeVar("M", bound=Model)
K = TypeVar("K", bound=Hashable)
NOT_KEPT = _("What was before is not kept, so there is no Undo.")


class Undo(Protocol[E_contra]):
    """Holds the row that the fact is about, checks that what the change left holds still, and calls the
    action that the row's page calls. Raises ``ChangedSince``, ``UndoRefused``; then nothing was changed."""

    def __call__(self, fact: E_contra, *, by: Actor) -> None: ...


class Allowed(Protocol[E_contra]):
    """Who of those who keep the list may make such a change, as far as the fact says."""

    def __call__(self, actor: Actor, fact: E_contra) -> bool: ...


class Told(Protocol[E_contra]):
    """Whether the fact says all that taking it back needs. Costs no statement: long lists ask it."""

    def __call__(self, fact: E_contra) -> bool: ...


def all_of_them(actor: Actor, fact: Event) -> bool:
    return True


def always(fact: Event) -> bool:
    return True


def tells_after(fact: Any) -> bool:
    """For facts that say what was ``before`` and ``after``, which those of former times left empty."""
    return bool(fact.after)


@dataclass(frozen=True)
class Undoing(Generic[E]):
    """How one kind of fact is taken back.

    ``subject`` are the names in the fact that say what it is about: other facts with the same tell who
    changed it since. ``keepers`` may change such things; the action asks again. ``instead`` is what people
    read of a fact that does not tell enough.
    """

    of: type[E]
    undo: Undo[E]
    subject: tuple[str, ...]
    keepers: Callable[[Actor], bool] = is_owner
    allowed: Allowed[E] = all_of_them
    told: Told[E] = always
    instead: Promise = NOT_KEPT

    def may(self, actor: Actor, fact: E) -> bool:
        return self.keepers(actor) and self.allowed(actor, fact)


def one_at_a_time() -> None:
    """Until the transaction ends nobody else makes again what was removed: there is no row of it to hold."""
    Workspace.objects.get_or_create(pk=1)
    Workspace.objects.select_for_update().get(pk=1)


def held(rows: QuerySet[M], pk: int) -> M:
    """The row, held until the transaction ends. Raises ``UndoRefused`` when it is gone."""
    row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        raise UndoRefused(gettext("It is not there any more."))
    return row


def still(holds: Mapping[str, Any], left: Mapping[str, Any]) -> None:
    """Raises ``ChangedSince`` unless all that a change left is what holds."""
    missing = object()
    other = [name for name in left if holds.get(name, missing) != left[name]]
    if other:
        raise ChangedSince(other)


def former_order(now: Sequence[K], before: Sequence[K], after: Sequence[K]) -> list[K]:
    """The order before, of those that are still there; what was added since counts for nothing.

    Raises ``ChangedSince`` unless they stand as the change left them.
    """
    there = set(now) & set(after)
    if [key for key in now if key in there] != [key for key in after if key in there]:
        raise ChangedSince(["order"])
    return [key for key in before if key in there]


def unused(*uses: tuple[int, str]) -> None:
    """Raises ``StillUsed`` unless all are 0: how many, and in which words (“%(n)d tickets”)."""
    said = [words % {"n": count} for count, words in uses if count]
    if said:
        raise StillUsed(gettext("It is in use by now, so it stays: %(uses)s.") % {"uses": ", ".join(said)})
