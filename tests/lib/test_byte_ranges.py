from __future__ import annotations

import pytest

from smartai.lib.byte_ranges import NotSatisfiable, wanted_range


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("bytes=0-", range(10)),
        ("bytes=0-0", range(1)),
        ("bytes=4-7", range(4, 8)),
        ("bytes=4-99", range(4, 10)),
        ("bytes=-3", range(7, 10)),
        ("bytes=-99", range(10)),
        ("", None),
        ("bytes=", None),
        ("bytes=-", None),
        ("bytes=7-4", None),
        ("bytes=0-1,4-5", None),
        ("lines=0-1", None),
        ("bytes=" + "9" * 5_000 + "-", None),
        ("bytes=٤-٧", None),
    ],
)
def test_one_part_of_ten_bytes_is_understood_and_everything_else_is_the_whole(header, wanted):
    assert wanted_range(header, 10) == wanted


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-20", "bytes=-0"])
def test_bytes_behind_the_end_are_not_there(header):
    with pytest.raises(NotSatisfiable):
        wanted_range(header, 10)
