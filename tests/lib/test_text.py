from __future__ import annotations

import pytest

from smartai.lib.text import beginning, one_line


@pytest.mark.parametrize(
    "nothing", ["", " ", "\u200b\u200b", "\u2060\ufeff", "\u00ad", "\u0301", "\u3164\u200d"[1:]]
)
def test_a_line_in_which_nothing_can_be_seen_is_empty(nothing):
    assert one_line(nothing) == ""


@pytest.mark.parametrize(
    "line",
    ["a", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\U0001f469\u200d\U0001f4bb", "\u65e5\u672c"],
)
def test_joiners_inside_words_and_signs_stay(line):
    assert one_line(f" {line} ") == line


def test_the_beginning_of_a_letter_keeps_its_lines_and_ends_between_words():
    letter = "Hello,\n\n\n \n- one\n- two\n\n" + "word " * 100
    cut = beginning(letter, 60)
    assert cut.startswith("Hello,\n\n- one\n- two\n\nword")
    assert cut.endswith(" word…")
    assert len(cut) <= 60
    assert beginning("short\nletter", 60) == "short\nletter"
    assert beginning("x" * 100, 60) == "x" * 59 + "…"
