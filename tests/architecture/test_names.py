"""Files are named after what they hold, and documents lead somewhere."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from smartai.web.console.frame import LISTS, TITLES
from tests.architecture.sources import PRODUCT, ROOT, files, lines_matching, place

_SAYS_NOTHING = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "handler"}
_SAYS_NOTHING |= {"handlers", "service"}
_PLACE = r"(?<=`)[\w.-]+/[\w./-]*(?:/|\.(?:py|sh|md|toml|env))(?=`)"
_NAME_PLACES = [
    ROOT / "ARCHITECTURE.md",
    ROOT / "CONTRIBUTING.md",
    *files("*.md", under=ROOT / "docs/decisions"),
]


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


def places_not_there(text: str) -> list[tuple[int, str]]:
    """Files and folders that a document names between back ticks, from the root or from ``smartai/``."""
    return [
        (line, name)
        for line, name in lines_matching(_PLACE, text)
        if not any((base / name).exists() for base in (ROOT, PRODUCT, PRODUCT / "config"))
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


def test_the_places_that_documents_name_are_there():
    wrong = [
        f"{place(path, line)} {name}"
        for path in _NAME_PLACES
        for line, name in places_not_there(path.read_text("utf-8"))
    ]
    assert not wrong, f"places that are gone: {wrong}"


def test_a_place_that_is_gone_is_found():
    text = "`core/tickets/` `core/gone/` and `scripts/lock.sh` `/support/` `models/` `foundation/gone.py`"
    assert [name for _, name in places_not_there(text)] == ["core/gone/", "foundation/gone.py"]


def test_every_picture_of_the_guide_is_shown_and_every_page_of_the_settings_is_told():
    pages = "".join(path.read_text("utf-8") for path in files("*.md", under=ROOT / "docs/guide"))
    pictures = files("*.png", under=ROOT / "docs/guide/images")
    shown = [str(picture.relative_to(ROOT / "docs/guide")) for picture in pictures]
    assert [name for name in shown if name not in pages] == []
    settings = (ROOT / "docs/guide/settings.md").read_text("utf-8")
    names = [*TITLES.values(), *LISTS.values()]
    assert [name for name in names if f"| {name} |" not in settings] == []


def test_a_dead_link_is_found():
    text = "[good](README.md) [web](https://a.example) [part](#a)\n[dead](gone.md#x)\n```\n[x](code.md)\n```"
    assert dead_links(ROOT / "CHANGELOG.md", text) == [(2, "gone.md#x")]
