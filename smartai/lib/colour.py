"""Any colour becomes one that can be read: the shades of a brand, with contrast by WCAG 2.2.

Colours are mixed in OKLCH (lightness, chroma, hue in degrees), because equal steps there look equal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

READABLE = 4.5  # WCAG 1.4.3, text
LIGHT_PAGE, LIGHT_SURFACE, DARK_PAGE, DARK_SURFACE = "#faf9f7", "#ffffff", "#101215", "#171a1c"
STEP = 0.01


@dataclass(frozen=True, slots=True)
class Oklch:
    lightness: float
    chroma: float
    hue: float


@dataclass(frozen=True, slots=True)
class Shades:
    """``accent`` lies under white text; ``ink`` is text on the page and on the three pale shades."""

    accent: str
    ink: str
    soft: str
    line: str
    selected: str


@dataclass(frozen=True, slots=True)
class BrandColours:
    light: Shades
    dark: Shades
    button_ratio: float
    """White on the button, both themes."""
    text_ratio: float
    """Links and marks on the page, the worse of both themes."""
    adjusted: bool
    """Whether the button had to differ from what was asked for."""


@lru_cache(maxsize=64)
def brand_colours(colour: str) -> BrandColours:
    """The shades of ``#rrggbb``: white on the accent and ink on the pages have at least 4.5 to 1, always."""
    brand = oklch(colour)
    accent = _accent(brand)
    light, dark = _light(brand, accent), _dark(brand, accent)
    text_ratio = min(contrast(light.ink, LIGHT_PAGE), contrast(dark.ink, DARK_PAGE))
    return BrandColours(
        light=light,
        dark=dark,
        button_ratio=contrast("#ffffff", accent),
        text_ratio=text_ratio,
        adjusted=accent != colour.lower(),
    )


def contrast(one: str, other: str) -> float:
    """WCAG's ratio of two ``#rrggbb`` colours, 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def oklch(colour: str) -> Oklch:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return Oklch(lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360)


def hex_of(colour: Oklch) -> str:
    """``#rrggbb``; a colour that no screen shows loses as much chroma as it must."""
    low, high = 0.0, colour.chroma
    if not _fits(_linear_rgb(colour)):
        for _ in range(20):
            middle = (low + high) / 2
            fits = _fits(_linear_rgb(Oklch(colour.lightness, middle, colour.hue)))
            low, high = (middle, high) if fits else (low, middle)
        colour = Oklch(colour.lightness, low, colour.hue)
    return "#" + "".join(f"{round(255 * _gamma(channel)):02x}" for channel in _linear_rgb(colour))


def _accent(brand: Oklch) -> str:
    """The colour itself where white can be read on it, else as light as it may be."""
    lightness = min(brand.lightness, 0.5)
    while True:
        accent = hex_of(Oklch(lightness, min(brand.chroma, 0.15), brand.hue))
        if contrast("#ffffff", accent) >= READABLE:
            return accent
        lightness -= STEP


def _light(brand: Oklch, accent: str) -> Shades:
    chroma, hue = min(brand.chroma, 0.14), brand.hue
    soft, selected = hex_of(Oklch(0.958, chroma * 0.19, hue)), hex_of(Oklch(0.946, chroma * 0.25, hue))
    lightness = min(brand.lightness, 0.45)
    ink = hex_of(Oklch(lightness, chroma, hue))
    while not _readable(ink, LIGHT_PAGE, LIGHT_SURFACE, soft, selected):
        lightness -= STEP
        ink = hex_of(Oklch(lightness, chroma, hue))
    return Shades(accent, ink, soft, hex_of(Oklch(0.86, chroma * 0.54, hue)), selected)


def _dark(brand: Oklch, accent: str) -> Shades:
    chroma, hue = min(brand.chroma, 0.14), brand.hue
    soft, selected = hex_of(Oklch(0.278, chroma * 0.4, hue)), hex_of(Oklch(0.296, chroma * 0.45, hue))
    lightness = 0.82
    ink = hex_of(Oklch(lightness, min(brand.chroma, 0.1), hue))
    while not _readable(ink, DARK_PAGE, DARK_SURFACE, soft, selected):
        lightness += STEP
        ink = hex_of(Oklch(lightness, min(brand.chroma, 0.1), hue))
    return Shades(accent, ink, soft, hex_of(Oklch(0.4, chroma * 0.72, hue)), selected)


def _readable(ink: str, *papers: str) -> bool:
    return all(contrast(ink, paper) >= READABLE for paper in papers)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[float, float, float]:
    """Of ``#rrggbb``, from 0 to 1; raises ``ValueError`` for anything else."""
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"not a colour like #056d79: {colour!r}")
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def _linear_rgb(colour: Oklch) -> tuple[float, float, float]:
    a = colour.chroma * math.cos(math.radians(colour.hue))
    b = colour.chroma * math.sin(math.radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _fits(rgb: tuple[float, float, float]) -> bool:
    return all(-0.0001 <= channel <= 1.0001 for channel in rgb)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _gamma(channel: float) -> float:
    channel = min(max(channel, 0.0), 1.0)
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
