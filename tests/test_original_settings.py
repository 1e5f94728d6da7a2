"""The table that leads from the earlier panel's settings to ours names only what is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from smartai.core.workspace.choices import GROUPS
from smartai.web.console.frame import LISTS, TITLES
from tests.cast import client_of
from tests.journeys import test_original_settings as stories
from tests.journeys.original_settings import ROWS as TOLD

GUIDE = Path(__file__).resolve().parents[1] / "docs/guide"
PAGES = {str(title): name for name, title in {**LISTS, **TITLES}.items()}
"""By its name; of two, the one that has choices."""
LINES = [
    line.strip("| ").split(" | ")
    for line in (GUIDE / "original-settings.md").read_text("utf-8").splitlines()
    if line.startswith("| ")
]
ROWS = [[part.strip() for part in line] for line in LINES[1:]]
ASKED_FOR = {
    "Panel height", "Offset of a fixed header", "Require registration", "Disable password", "Redirect URL",
    "Default form", "Manual start", "Articles box", "Name as title", "Default ticket name",
    "Department field", "Priority field", "Custom fields", "Default department", "Welcome message",
    "ENTER sends", "Renamed labels and buttons", "reCAPTCHA v2 keys", "reCAPTCHA v3 keys",
    "Customers may close", "Archive after some days", "E-mail when a ticket is created",
    "Hide the left list", "Hide the right column", "Hide the profile", "Disable editing of the profile",
    "Hide the department", "Hide the new-ticket button", "Hide agents' details", "Hide the top bar",
    "Hide the first-ticket form",
}  # fmt: skip


def labels_of(name: str) -> set[str]:
    group = GROUPS.get(name)
    return {str(group.words_of(choice)[0]) for choice in group.model_fields} if group else set()


def test_every_setting_of_the_earlier_panel_has_a_row():
    assert {row[0] for row in ROWS} >= ASKED_FOR


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_row_names_a_page_and_choices_that_are_there(row):
    earlier, page, *choices, seen = row
    assert page in PAGES, f"no page of the settings is called {page}"
    for choice in choices[0].split("; ") if choices and choices[0] else ():
        if choice.startswith("`"):
            said = (GUIDE / "embedding.md").read_text("utf-8")
            assert choice.strip("`").split("=")[0] in said
            assert "`none`" in said
        else:
            assert choice in labels_of(PAGES[page]), f"{page} has no choice {choice}"
    assert seen
    assert earlier


def test_every_page_of_the_table_opens(olga):
    client = client_of(olga)
    for page in {row[1] for row in ROWS}:
        name = PAGES[page]
        url = reverse("console:group", args=[name]) if name in TITLES else reverse(f"console:{name}")
        assert client.get(url).status_code == 200


def test_every_word_that_can_be_renamed_and_every_part_that_can_be_hidden_is_in_it():
    said = {(PAGES[row[1]], choice) for row in ROWS for choice in row[2].split("; ")}
    renamed = {("labels", label) for label in labels_of("labels")}
    hidden = {
        ("panel", str(GROUPS["panel"].words_of(name)[0]))
        for name in GROUPS["panel"].model_fields
        if name.startswith("show_")
    }
    assert renamed | hidden <= said


def labelled(chosen: str) -> str:
    group, _, name = chosen.partition(".")
    return str(GROUPS[group].words_of(name)[0])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_browser_tells_of_every_row_and_changes_each_of_its_choices(row):
    earlier, _page, *choices, _seen = row
    told = [one for one in TOLD if one.earlier == earlier]
    assert told, f"tests/journeys/original_settings.py has no row {earlier}"
    for one in told:
        assert one.seen or hasattr(stories, one.told.partition(":")[0])
    named = {choice for choice in ("; ".join(choices)).split("; ") if choice and choice[0] != "`"}
    assert {labelled(chosen) for one in told for chosen in one.chosen} >= named


def test_the_browser_tells_of_no_row_that_is_not_there():
    assert {one.earlier for one in TOLD} <= {row[0] for row in ROWS}
