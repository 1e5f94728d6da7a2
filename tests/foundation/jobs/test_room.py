"""A worker rests as one, so that pages come first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from smartai.foundation.jobs.room import LONGEST, MOST_PATIENCE, PATIENCE, Room


class Machine:
    """Its time passes when somebody works, is kept waiting or sleeps; it notes how long they slept."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waited = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.now += seconds

    def work(self, seconds: float, *, kept_waiting: float = 0.0) -> None:
        self.now += seconds + kept_waiting
        self.waited += kept_waiting


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def room(machine) -> Room:
    return Room(lambda: machine.now, machine.sleep, lambda: machine.waited)


def a_piece(
    room: Room, machine: Machine, seconds: float, *, waited: float = 0.0, writes: bool = False
) -> None:
    room.enter()
    machine.work(seconds, kept_waiting=waited)
    room.leave(is_writer=writes)


def test_on_an_idle_machine_nobody_rests(room, machine):
    for _ in range(3):
        a_piece(room, machine, 0.2)
    assert machine.slept == []


def test_who_was_kept_waiting_rests_many_times_as_long(room, machine):
    a_piece(room, machine, 0.01, waited=0.02)
    a_piece(room, machine, 0.01)
    assert machine.slept == [0.02 * PATIENCE]


def test_the_writer_of_sqlite_rests_as_long_as_it_worked_but_not_for_ever(room, machine):
    a_piece(room, machine, 0.03, writes=True)
    a_piece(room, machine, 5.0, writes=True)
    a_piece(room, machine, 0.0)
    assert machine.slept == [0.03, LONGEST]


def test_rests_add_up_but_not_for_ever(room, machine):
    room.enter()
    machine.work(0.0, kept_waiting=0.01)
    room.leave(is_writer=False)
    machine.work(0.0, kept_waiting=0.02)  # of another piece that had begun already
    room.leave(is_writer=False)
    room.enter()
    assert machine.slept == [pytest.approx(0.03 * PATIENCE - 0.02)]
    a_piece(room, machine, 0.0, waited=60.0)
    a_piece(room, machine, 0.0)
    assert machine.slept[-1] == MOST_PATIENCE


def test_a_rest_is_for_all_threads_of_the_worker(room, machine):
    with ThreadPoolExecutor(1) as another:
        a_piece(room, machine, 0.01, waited=0.02)
        another.submit(a_piece, room, machine, 0.01).result()
    assert machine.slept == [0.02 * PATIENCE]


def test_pieces_inside_a_piece_are_not_paid_twice(room, machine):
    room.enter()
    a_piece(room, machine, 0.01, waited=0.02)
    a_piece(room, machine, 0.01)
    room.leave(is_writer=False)
    a_piece(room, machine, 0.01)
    assert machine.slept == [0.02 * PATIENCE]
