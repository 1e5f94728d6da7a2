from __future__ import annotations

from dataclasses import dataclass

import pytest

from smartai.lib.ordering import in_new_order, moved_by_one


@dataclass
class Row:
    pk: int
    position: int


def ordered(positions: dict[int, int], order: list[int]) -> list[int]:
    rows = [Row(pk, position) for pk, position in positions.items()]
    for row, place in in_new_order(rows, order):
        row.position = place
    return [row.pk for row in sorted(rows, key=lambda row: row.position)]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        ([3, 2, 1], [3, 2, 1, 4]),
        ([4, 1], [4, 2, 3, 1]),
        ([2], [1, 2, 3, 4]),
        ([9, 2, 2, 1], [2, 1, 3, 4]),
        ([], [1, 2, 3, 4]),
    ],
)
def test_rows_take_the_places_that_they_have_together(order, found):
    assert ordered({1: 0, 2: 1, 3: 2, 4: 3}, order) == found
    assert ordered({1: 7, 2: 7, 3: 7, 4: 9}, order) == found


def test_only_rows_that_move_are_written():
    rows = [Row(pk, pk - 1) for pk in (1, 2, 3, 4)]
    assert [row.pk for row, _ in in_new_order(rows, [2, 1])] == [2, 1]


@pytest.mark.parametrize(
    ("key", "to", "found"),
    [
        (2, "up", [2, 1, 3]),
        (2, "down", [1, 3, 2]),
        (1, "up", [1, 2, 3]),
        (9, "up", [1, 2, 3]),
        (2, "", [1, 2, 3]),
    ],
)
def test_a_row_moves_by_one_where_it_can(key, to, found):
    assert moved_by_one([1, 2, 3], key, to) == found
