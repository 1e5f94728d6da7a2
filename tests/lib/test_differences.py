from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib.differences import Piece, differences


def drawn(before: str, after: str) -> list[str]:
    """Lines with what went in [-…-] and what came in {+…+}."""
    marks = {"same": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    return [
        "".join(marks[piece.kind].format(piece.text) for piece in line) for line in differences(before, after)
    ]


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("one\ntwo", "one\ntwo", ["one", "two"]),
        ("one\ntwo", "one\nnew\ntwo", ["one", "{+new+}", "two"]),
        ("one\ntwo", "two", ["[-one-]", "two"]),
        ("Send it by mail.", "Send it by e-mail.", ["Send it by {+e-+}mail."]),
        ("Press Export now.", "Something else entirely, really.", ["[-Press Export now.-]",
         "{+Something else entirely, really.+}"]),
        ("请点击导出按钮。", "请点击保存按钮。", ["请点击[-导出-]{+保存+}按钮。"]),
        ("اضغط زر التصدير", "اضغط زر الحفظ", ["اضغط زر [-التصدير-]{+الحفظ+}"]),
    ],
)  # fmt: skip
def test_lines_and_words_that_went_and_came_are_told_apart(before, after, found):
    assert drawn(before, after) == found


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_both_texts_are_in_it_whole(before, after):
    lines = differences(before, after)
    for text, other in ((before, "new"), (after, "gone")):
        kept = [[piece for piece in line if piece.kind != other] for line in lines]
        whole = [line for line, all_of_it in zip(kept, lines, strict=True) if line or not all_of_it]
        assert "\n".join("".join(piece.text for piece in line) for line in whole if line) == "\n".join(
            line for line in text.split("\n")
        )


@pytest.mark.parametrize(
    ("before", "after"),
    [("a\n" * 50_000, "b\n" * 50_000), ("a b " * 25_000, "b a " * 25_000),
     ("a\nb\n" * 1_900, "b\na\n" * 1_900),
     ("".join(f"{n}\n" for n in range(3_900)), "".join(f"{n}\n" for n in range(3_900, 0, -1)))],
)  # fmt: skip
def test_the_longest_texts_take_a_bounded_time(before, after):
    begun = time.perf_counter()
    assert differences(before, after)
    assert time.perf_counter() - begun < 15


def test_an_empty_line_that_came_is_a_piece():
    assert differences("a", "a\n") == [[Piece("same", "a")], [Piece("new", "")]]
