from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from smartai.core.people.events import AddressProven, PersonRegistered
from smartai.core.people.models import Organisation
from smartai.core.tickets.events import TitleChanged
from smartai.foundation.accounts.actors import System
from smartai.foundation.events.dispatch import BATCH, LEASE, TRIES, EventDispatch, Reaction
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.events.record import record, record_all
from smartai.foundation.jobs.due import DueState

Later = Callable[..., None]
pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """What no reaction may catch: the process is ending."""


def happen(*people: int) -> None:
    for person in people:
        record(AddressProven(person_id=person), by=System("test"))


def note(row: StoredEvent) -> None:
    """A consequence that can be counted; the name is unique, so twice would fail."""
    Organisation.objects.create(name=f"{row.pk}")


def fails(error: BaseException, only: int = 1) -> Reaction:
    def reaction(row: StoredEvent) -> None:
        if row.payload["person_id"] == only:
            raise error

    return reaction


def dispatch(*reactions: Reaction) -> EventDispatch:
    return EventDispatch({AddressProven: reactions})


def states() -> list[str]:
    return list(StoredEvent.objects.order_by("pk").values_list("state", flat=True))


def test_all_consequences_of_a_fact_are_drawn_or_none_and_others_go_on() -> None:
    happen(1, 2)
    assert dispatch(note, fails(ValueError("no"))).drain() == 2
    assert states() == [DueState.WAITING, DueState.DONE]
    assert Organisation.objects.get().name == str(StoredEvent.objects.latest("pk").pk)
    assert "no" in StoredEvent.objects.earliest("pk").last_error


def test_what_is_about_no_ticket_does_not_wait_behind_a_flood_of_tickets() -> None:
    record_all([TitleChanged(ticket_id=7, before="", after="") for _ in range(2 * BATCH)], by=System("test"))
    happen(1)
    drawn: list[str] = []

    def draw(row: StoredEvent) -> None:
        drawn.append(row.kind)

    EventDispatch({TitleChanged: [draw], AddressProven: [draw]}).drain()
    assert drawn == [AddressProven.kind] + [TitleChanged.kind] * BATCH


def test_a_fact_that_failed_is_drawn_later(later: Later) -> None:
    happen(1)
    dispatch(fails(ValueError("no"))).drain()
    assert dispatch(note).drain() == 0
    later(minutes=2)
    dispatch(note).drain()
    assert states() == [DueState.DONE]
    assert StoredEvent.objects.get().last_error == ""


def test_a_fact_that_fails_for_ever_is_given_up() -> None:
    happen(1)
    StoredEvent.objects.update(attempts=TRIES - 1)
    dispatch(fails(ValueError("no"))).drain()
    assert states() == [DueState.GIVEN_UP]


def test_who_is_killed_between_two_reactions_leaves_none_and_another_does_both(later: Later) -> None:
    happen(1)
    with pytest.raises(Killed):
        dispatch(note, fails(Killed())).drain()
    assert not Organisation.objects.exists()
    assert dispatch(note).drain() == 0, "the lease runs"
    later(seconds=LEASE.total_seconds() + 1)
    assert dispatch(note).drain() == 1
    assert Organisation.objects.count() == 1


def test_a_database_error_of_one_fact_does_not_stop_others() -> None:
    happen(1, 2)
    Organisation.objects.create(name=f"{StoredEvent.objects.earliest('pk').pk}")
    dispatch(note).drain()
    assert states() == [DueState.WAITING, DueState.DONE]


def test_a_lease_that_was_lost_on_the_way_stops_nobody() -> None:
    happen(1, 2)

    def lose(row: StoredEvent) -> None:
        if row.payload["person_id"] == 1:
            StoredEvent.objects.filter(pk=row.pk).update(state=DueState.DONE, leased_until=None)

    def lose_before(row: StoredEvent) -> None:
        lose(row)
        note(row)

    dispatch(lose_before).drain()
    assert Organisation.objects.count() == 1, "what the late one wrote is undone"


def test_facts_that_nobody_waits_for_are_settled() -> None:
    record(PersonRegistered(person_id=1, role="customer"), by=System("test"))
    assert dispatch(note).drain() == 1
    assert states() == [DueState.DONE]


@pytest.mark.django_db(transaction=True)
def test_two_dispatchers_draw_each_consequence_once() -> None:
    happen(*range(30))

    def drain(_: int) -> None:
        try:
            while dispatch(note).drain():
                pass
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(drain, range(2)))
    assert set(states()) == {DueState.DONE}
    assert Organisation.objects.count() == 30
