from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone, translation

from smartai.web.ui import built as built_module
from smartai.web.ui.built import built_url
from smartai.web.ui.icons import GLYPHS, OUTLINES, glyph, icon
from smartai.web.ui.moments import ago, when
from smartai.web.ui.short import in_bytes, initials

NOW = datetime(2026, 3, 2, 14, 30, tzinfo=UTC)


def words(html: str) -> str:
    return html.partition(">")[2].partition("<")[0]


@pytest.mark.parametrize(
    ("moment", "long", "short"),
    [
        (datetime(2026, 3, 2, 14, 29, 30, tzinfo=UTC), "Today, 14:29", "now"),
        (datetime(2026, 3, 2, 14, 26, tzinfo=UTC), "Today, 14:26", "4 min"),
        (datetime(2026, 3, 2, 9, 5, tzinfo=UTC), "Today, 09:05", "5 h"),
        (datetime(2026, 3, 2, 1, 0, tzinfo=UTC), "Today, 01:00", "13 h"),
        (datetime(2026, 3, 1, 9, 0, tzinfo=UTC), "Yesterday, 09:00", "Yesterday"),
        (datetime(2026, 2, 27, 9, 0, tzinfo=UTC), "February 27, 09:00", "3 days"),
        (datetime(2025, 12, 24, 9, 0, tzinfo=UTC), "Dec. 24, 2025, 09:00", "Dec. 24, 2025"),
    ],
)
def test_times_are_said_as_people_say_them(moment: datetime, long: str, short: str) -> None:
    with time_machine.travel(NOW, tick=False), translation.override("en"), timezone.override("UTC"):
        assert words(when(moment)) == long
        assert words(ago(moment)) == short


def test_today_is_the_readers_today() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    with time_machine.travel(NOW, tick=False), translation.override("en"), timezone.override("Asia/Tokyo"):
        assert words(when(late)).endswith("08:30")
        assert "Today" not in words(when(late))


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1, "1 KB"),
        (421_888, "412 KB"),
        (3_250_586, "3.1 MB"),
        (20 * 2**20, "20 MB"),
        (21_600_000, "20.6 MB"),
        (1_048_000, "1 MB"),
    ],
)
def test_sizes_are_short(size: int, said: str) -> None:
    with translation.override("en"):
        assert in_bytes(size) == said.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Jonas Lindqvist", "JL"),
        ("Ana Maria de la Cruz", "AC"),
        ("alice@acme.example", "A"),
        ("anton.kovac@acme.example", "AK"),
        ("Плато", "П"),
        ("", "?"),
        ("!!!", "?"),
    ],
)
def test_initials_come_from_the_first_and_the_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_every_drawing_is_hidden_from_screen_readers_and_has_no_inline_style() -> None:
    for html in (*(icon(name) for name in OUTLINES), *(glyph(state) for state in GLYPHS)):
        assert 'aria-hidden="true"' in html
        assert "style" not in html


def test_a_missing_build_says_which_command_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built_module, "BUILT", tmp_path)
    built_module._files.cache_clear()
    try:
        with pytest.raises(ImproperlyConfigured, match="make build"):
            built_url("panel.css")
    finally:
        built_module._files.cache_clear()
