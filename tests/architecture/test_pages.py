"""What a page and its styles may contain."""

from __future__ import annotations

import re

import pytest

from tests.architecture.sources import PRODUCT, ROOT, files, lines_matching, place, templates

_INLINE = (
    r"<style\b"
    r"|<[^>]*\sstyle\s*="
    r"|<script\b(?![^>]*\ssrc\s*=)(?![^>]*application/json)[^>]*>"
    r"|<[a-z][^>]*\son[a-z]+\s*="
    r"|=\s*[\"']?\s*javascript:"
)
_SIDE = "top|right|bottom|left"
_PHYSICAL = (
    rf"(?<![\w-])(?:(?:scroll-)?(?:margin|padding)-(?:{_SIDE})|border-(?:{_SIDE})[\w-]*|{_SIDE})\s*:"
    r"|(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
_COMMENT = r"/\*[\s\S]*?\*/"


def inline_code(text: str) -> list[tuple[int, str]]:
    return list(lines_matching(_INLINE, text))


def physical_sides(text: str) -> list[tuple[int, str]]:
    without_comments = re.sub(_COMMENT, lambda comment: "\n" * comment[0].count("\n"), text)
    return list(lines_matching(_PHYSICAL, without_comments))


def found_in(paths, rule) -> str:
    return ", ".join(f"{place(path, line)} {what}" for path in paths for line, what in rule(path))


def test_pages_carry_no_inline_code():
    wrong = found_in(templates(PRODUCT / "web"), lambda path: inline_code(path.read_text("utf-8")))
    assert not wrong, (
        f"the content security policy blocks it; use a class, a data attribute, a module: {wrong}"
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('<p style="color: red">', True),
        ("<p\n  class='x'\n  style='color: red'>", True),
        ("<style>p {}</style>", True),
        ("<script>go()</script>", True),
        ('<button type="submit" onclick="go()">', True),
        ('<a href="javascript:go()">', True),
        ('<script type="module" src="{% built \'panel.js\' %}"></script>', False),
        ('<script type="application/json" id="words">{}</script>', False),
        ('<p data-style="x" data-on="y">the style = x</p>', False),
    ],
)
def test_inline_code_is_found(text, found):
    assert bool(inline_code(text)) is found


def test_styles_name_logical_sides():
    wrong = found_in(
        files("*.css", under=ROOT / "frontend"), lambda path: physical_sides(path.read_text("utf-8"))
    )
    assert not wrong, f"right-to-left pages need inline-start, block-end and so on: {wrong}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("p { margin-left: 4px }", True),
        ("p{left:0}", True),
        ("p { border-top-left-radius: 4px }", True),
        ("p { text-align: right }", True),
        ("p { margin-inline-start: 4px; inset-inline-end: 0; border-start-start-radius: 0 }", False),
        ("p { text-align: start; background-position: left }", False),
        ("/* left: as in the drawing */", False),
    ],
)
def test_a_physical_side_is_found(text, found):
    assert bool(physical_sides(text)) is found


ALIKE = 5
"""Declarations: with as many in common, two rules are one."""


def said_twice(text: str) -> list[str]:
    """Selectors whose rules say the same, of a style sheet."""
    rules: dict[tuple[str, ...], list[str]] = {}
    for selector, body in re.findall(r"([^{};]+)\{([^{}]*)\}", re.sub(_COMMENT, "", text)):
        lines = tuple(sorted(line.strip() for line in body.split(";") if line.strip()))
        if len(lines) >= ALIKE:
            rules.setdefault(lines, []).append(selector.strip())
    return [" and ".join(selectors) for selectors in rules.values() if len(selectors) > 1]


def test_no_style_is_said_twice():
    sheets = files("*.css", under=ROOT / "frontend" / "src")
    found = said_twice("\n".join(path.read_text() for path in sheets))
    assert not found, f"one class, and what differs in a second rule: {found}"


def test_a_style_that_is_said_twice_is_found():
    box = "flex: 1; min-inline-size: 0; border: 0; background: none; outline: none"
    assert said_twice(f".find input {{ {box} }} .box {{ /* the same */ {box}; }}") == [".find input and .box"]
    assert said_twice(f".find input {{ {box} }} .box {{ {box}; color: red }}") == []
