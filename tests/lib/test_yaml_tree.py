"""A file read without trust: whatever it holds, it is read in bounded time and told by its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smartai.lib.yaml_tree import LARGEST, MOST_PROBLEMS, read_tree


def told(text: str) -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.reason) for one in read_tree(text.encode()).problems]


def test_values_are_the_words_that_are_written_and_have_their_place():
    tree = read_tree(b"a: No\nb:\n- 1\n- two: ~\n  three: 'x: y'\n")
    assert tree.value == {"a": "No", "b": ["1", {"two": "~", "three": "x: y"}]}
    assert tree.problems == []
    assert (tree.keys["b",], tree.places["b", 1, "three"]) == ((2, 1), (5, 10))


@pytest.mark.parametrize(
    ("text", "line", "column", "says"),
    [
        ("a: 1\nb: &x 2\n", 2, 4, "references"),
        ("a: 1\nb: *x\n", 2, 4, "references"),
        ("a: !!python/object/apply:os.system [id]\n", 1, 4, "types"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "a is there twice"),
        ("a: 1\n  b: 2\n", 2, 4, "not understood"),
        ("a: [1\n", 2, 1, "not understood"),
        ("a: 1\n---\nb: 2\n", 2, 1, "one document"),
        ("a: 1\n? [x]\n: 2\n", 2, 3, "a name is expected"),
        ("a: \x07\n", 1, 4, "not allowed"),
    ],
)
def test_what_is_wrong_is_told_by_line_and_column(text, line, column, says):
    first = told(text)[0]
    assert first[:2] == (line, column)
    assert says in first[2]


def test_everything_that_is_wrong_is_told_at_once():
    assert [place[:2] for place in told("a: &x 1\nb: *x\na: !t 2\n")] == [(1, 4), (2, 4), (3, 1), (3, 4)]


def test_what_is_no_utf_8_is_told_where_it_begins():
    problem = read_tree(b"a: 1\nb: \xff\n").problems[0]
    assert (problem.line, problem.column, problem.reason) == (2, 4, "this is not UTF-8")


@pytest.mark.parametrize(
    "content",
    [
        b"a" * (LARGEST + 1),
        b"[" * 1_000_000,
        b"- " * 900_000,
        b"{a: " * 400_000,
        b"a: &a [x,x]\n" + b"".join(b"b%d: &b%d [*a,*a,*a,*a]\n" % (n, n) for n in range(30_000)),
        b"\x00" * 1_000,
        b"",
    ],
    ids=["large", "deep", "deep lists", "deep mappings", "bomb", "nothing readable", "empty"],
)
@pytest.mark.timeout(20)
def test_no_file_takes_long_or_is_built_from(content):
    tree = read_tree(content)
    assert len(tree.problems) <= MOST_PROBLEMS + 2
    assert bool(tree.problems) is bool(content)


@given(st.text(max_size=200) | st.binary(max_size=200))
def test_whatever_it_is_it_is_read_or_told(content):
    tree = read_tree(content.encode("utf-8", "replace") if isinstance(content, str) else content)
    assert tree.problems or isinstance(tree.value, dict | list | str)
