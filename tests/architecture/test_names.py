"""Files are named after what they hold, and documents lead somewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.architecture.sources import ROOT, files, lines_matching, place

_SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "handler"}
_SAYS_NOTHING |= {"handlers", "service"}


def says_nothing(path: Path) -> bool:
    return bool(_SAYS_NOTHING & {path.stem, path.parent.name})


def dead_links(path: Path, text: str) -> list[tuple[int, str]]:
    """Relative links of a document to files that are not there."""
    without_code = "".join(
        part if number % 2 == 0 else "\n" * part.count("\n") for number, part in enumerate(text.split("```"))
    )
    return [
        (line, link)
        for line, link in lines_matching(r"(?<=\]\()[^)\s]+(?=[)\s])", without_code)
        if not link.startswith(("#", "/", "http://", "https://", "mailto:"))
        if not (path.parent / unquote(link.partition("#")[0])).exists()
    ]


def test_file_names_say_what_is_inside():
    wrong = [str(path.relative_to(ROOT)) for path in files("*.py", "*.ts", "*.css") if says_nothing(path)]
    assert not wrong, f"name a file after the noun or verb it holds: {wrong}"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("smartai/core/utils.py", True),
        ("smartai/lib/helpers/dates.py", True),
        ("frontend/src/common.ts", True),
        ("smartai/lib/addresses.py", False),
        ("tests/services.py", False),
    ],
)
def test_a_name_that_says_nothing_is_found(name, found):
    assert says_nothing(Path(name)) is found


def test_links_between_documents_lead_somewhere():
    wrong = [
        f"{place(path, line)} {link}"
        for path in files("*.md")
        for line, link in dead_links(path, path.read_text("utf-8"))
    ]
    assert not wrong, f"links to files that are not there: {wrong}"


def test_a_dead_link_is_found():
    text = "[good](README.md) [web](https://a.example) [part](#a)\n[dead](gone.md#x)\n```\n[x](code.md)\n```"
    assert dead_links(ROOT / "CHANGELOG.md", text) == [(2, "gone.md#x")]
