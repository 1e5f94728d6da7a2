"""A class means one thing: what is said of it alone stands in one file of styles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[2] / "frontend" / "src" / "styles"
ALONE = re.compile(r"^ {2}\.([a-z][\w-]*) \{$", re.MULTILINE)


def said_twice(sources: Mapping[str, str]) -> Iterable[tuple[str, set[str]]]:
    """Classes that several files lay out: the last one would win on pages that know only the other."""
    files = defaultdict(set)
    for name, source in sources.items():
        for found in ALONE.findall(source):
            files[found].add(name)
    return ((found, names) for found, names in files.items() if len(names) > 1)


def test_no_two_files_lay_out_the_same_class():
    wrong = list(said_twice({path.name: path.read_text("utf-8") for path in STYLES.glob("*.css")}))
    assert not wrong, f"give one of them another name, or narrow its selector: {wrong}"


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("@layer parts {\n  .found {\n    height: 9px;\n  }\n}", True),
        ("@layer parts {\n  .menu .found {\n    height: 9px;\n  }\n}", False),
        ("@layer parts {\n  .met {\n    height: 9px;\n  }\n}", False),
    ],
)
def test_a_class_with_two_meanings_is_found(other, found):
    first = "@layer parts {\n  .found {\n    color: red;\n  }\n}"
    assert bool(list(said_twice({"a.css": first, "b.css": other}))) is found
