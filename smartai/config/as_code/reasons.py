"""What is wrong with a value, in words for whoever wrote the file; the value itself is never repeated."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import ValidationError

from smartai.config.as_code.plan import Plan
from smartai.lib.text import one_line
from smartai.lib.yaml_tree import Path

_WORDS: Final[Mapping[str, str]] = {
    "missing": "{name} is missing",
    "bool_parsing": "{name} is true or false",
    "bool_type": "{name} is true or false",
    "int_parsing": "{name} is a whole number",
    "int_type": "{name} is a whole number",
    "int_from_float": "{name} is a whole number",
    "int_parsing_size": "{name} is a number of a decent size",
    "float_parsing": "{name} is a number",
    "float_type": "{name} is a number",
    "finite_number": "{name} is a number",
    "string_type": "{name} is one line of words, or a text; here stands a list",
    "list_type": "{name} is a list: lines that begin with a hyphen",
    "dict_type": "{name} has lines like “name: value” below it",
    "model_type": "{name} has lines like “name: value” below it",
    "model_attributes_type": "{name} has lines like “name: value” below it",
}


def tell(plan: Plan, error: ValidationError, at: Path = (), known: Iterable[str] = ()) -> None:
    """Every one of them where it stands. ``known`` are the names that may stand there, for unknown ones."""
    for problem in error.errors(include_url=False, include_input=False):
        path = (*at, *problem["loc"])
        name = next((str(part) for part in reversed(path) if isinstance(part, str)), "the file")
        if problem["type"] == "extra_forbidden":
            plan.wrong(path, unknown(name, known), at_key=True)
        else:
            plan.wrong(path, _reason(name, problem), at_key=problem["type"] == "missing")


def unknown(name: str, known: Iterable[str]) -> str:
    """``there is no colr; did you mean colour?``"""
    near = difflib.get_close_matches(name, [str(one) for one in known], 1)
    return f"there is no {one_line(name)[:60]}" + (f"; did you mean {near[0]}?" if near else "")


def _reason(name: str, problem: Any) -> str:
    if problem["type"] in _WORDS:
        return _WORDS[problem["type"]].format(name=name)
    if problem["type"] == "value_error":
        return f"{name}: {problem['ctx']['error']}"
    words = str(problem["msg"])
    for start in ("Input should", "String should", "List should", "Value should"):
        words = words.replace(start, f"{name} should")
    return words if words.startswith(name) else f"{name}: {words}"
