from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib.colour import (
    DARK_PAGE,
    DARK_SURFACE,
    LIGHT_PAGE,
    LIGHT_SURFACE,
    READABLE,
    brand_colours,
    contrast,
    hex_of,
    oklch,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(COLOURS)
def test_every_colour_can_be_read_in_every_place(colour: str) -> None:
    colours = brand_colours(colour)
    light, dark = colours.light, colours.dark
    assert contrast("#ffffff", light.accent) >= READABLE
    for paper in (LIGHT_PAGE, LIGHT_SURFACE, light.soft, light.selected):
        assert contrast(light.ink, paper) >= READABLE
    for paper in (DARK_PAGE, DARK_SURFACE, dark.soft, dark.selected):
        assert contrast(dark.ink, paper) >= READABLE


@given(COLOURS)
def test_a_colour_survives_the_way_through_oklch(colour: str) -> None:
    assert hex_of(oklch(colour)) == colour


def test_a_readable_colour_stays_as_it_is_and_a_bright_one_is_adjusted() -> None:
    assert brand_colours("#056d79").light.accent == "#056d79"
    assert not brand_colours("#056d79").adjusted
    assert brand_colours("#ffee00").adjusted


def test_the_ratios_are_those_that_were_measured_in_a_browser() -> None:
    colours = brand_colours("#056d79")
    assert colours.button_ratio == pytest.approx(6.05, abs=0.05)
    assert contrast(colours.light.ink, LIGHT_SURFACE) == pytest.approx(7.08, abs=0.15)
    assert contrast(colours.dark.ink, DARK_SURFACE) == pytest.approx(10.33, abs=0.15)


@pytest.mark.parametrize("wrong", ["", "red", "#fff", "#05 d79x", "056d79#"])
def test_what_is_not_a_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError):
        brand_colours(wrong)
