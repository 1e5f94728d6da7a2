"""The owner's look as a style sheet of its own, so that no page needs inline style."""

from __future__ import annotations

from functools import lru_cache

from smartai.lib.colour import Shades, brand_colours


@lru_cache(maxsize=16)
def brand_css(colour: str, *, max_height: int = 0, offset: int = 0) -> str:
    """``colour`` is ``#rrggbb``; ``max_height`` and ``offset`` are pixels, 0 for none."""
    colours = brand_colours(colour)
    light, dark = _variables(colours.light), _variables(colours.dark)
    room = [f"--panel-offset:{offset}px"] if offset else []
    if max_height:
        room += [f"--panel-max-height:{max_height}px", "--panel-overflow:auto"]
    mixed = [f"{name}:light-dark({light[name]},{dark[name]})" for name in light]
    return ":root{" + ";".join([f"--brand:{colour}", *mixed, *room]) + "}\n"


def _variables(shades: Shades) -> dict[str, str]:
    return {
        "--accent": shades.accent,
        "--accent-ink": shades.ink,
        "--accent-soft": shades.soft,
        "--accent-line": shades.line,
        "--sel": shades.selected,
    }
