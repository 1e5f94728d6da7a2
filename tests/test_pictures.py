"""The guide shows every page of the settings, light and dark."""

from __future__ import annotations

from pathlib import Path

from django.urls import reverse

from smartai.web.console.frame import LISTS, TITLES

GUIDE = Path(__file__).parent.parent / "docs/guide"


def names() -> list[str]:
    """What the pictures of the pages are called: the address without what all have in common."""
    pages = [reverse("console:group", args=[name]) for name in TITLES]
    pages += [reverse(f"console:{name}") for name in LISTS if name != "start"]
    pages.append(reverse("console:start-step", args=["look"]))
    return [page.removeprefix("/desk/settings/").strip("/").replace("/", "-") for page in pages]


def test_every_page_of_the_settings_has_its_two_pictures_and_nothing_else_has():
    wanted = {f"{name}{mode}.png" for name in names() for mode in ("", "-dark")}
    assert {file.name for file in (GUIDE / "images/settings").iterdir()} == wanted


def test_the_guide_shows_them():
    page = (GUIDE / "pages-of-the-settings.md").read_text()
    for name in names():
        assert f'srcset="images/settings/{name}-dark.png"' in page
        assert f'src="images/settings/{name}.png"' in page
