"""Verbs and facts: what an action takes, what a fact is called, what a package of the core may hold."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PRODUCT, files, place, tree

_ACTOR = "by"
_PAST = ("ed", "Proven", "Sent")
_CORE_FILES = {"__init__", "apps", "querysets", "events", "policies", "errors", "reads", "search", "told"}
_CORE_FOLDERS = {"models", "actions", "migrations", "search"}
# A noun of its own that several verbs of the package stand on.
_OF_THEIR_OWN = {
    "tickets/catalogue",
    "tickets/rules",
    "tickets/values",
    "undoing/registry",
    "undoing/undoing",
    "undoing/ways",
    "workspace/choices",
    "workspace/groups",
}


def loose_actors(source: ast.Module) -> Iterator[tuple[str, int]]:
    """Functions whose actor may be given by position, or be left out."""
    for node in source.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            positional = {argument.arg for argument in (*node.args.posonlyargs, *node.args.args)}
            named = dict(zip([a.arg for a in node.args.kwonlyargs], node.args.kw_defaults, strict=True))
            if _ACTOR in positional or named.get(_ACTOR) is not None:
                yield node.name, node.lineno


def weak_facts(source: ast.Module) -> Iterator[tuple[str, int]]:
    """Classes of facts that are not frozen dataclasses in the past tense with a kind of their own."""
    for node in source.body:
        if not isinstance(node, ast.ClassDef) or node.name.endswith("Event"):  # a base of facts is none
            continue
        if any("Event" in ast.unparse(base) for base in node.bases):
            frozen = any("frozen=True" in ast.unparse(decorator) for decorator in node.decorator_list)
            past = node.name.endswith(_PAST)
            kind = any("kind" in ast.unparse(line).partition("=")[0] for line in node.body)
            if not (frozen and past and kind):
                yield node.name, node.lineno


def own_names(package: Path) -> list[str]:
    """What lies in a package of the core under a name that no other package has."""
    named = {path.stem for path in package.glob("*.py")} - _CORE_FILES
    named |= {path.parent.name for path in package.glob("*/__init__.py")} - _CORE_FOLDERS
    return sorted({f"{package.name}/{name}" for name in named} - _OF_THEIR_OWN)


def test_the_actor_of_an_action_is_named_and_never_left_out():
    wrong = [
        f"{place(path, line)} {name}"
        for path in files("*.py", under=PRODUCT)
        if "actions" in path.parts
        for name, line in loose_actors(tree(path))
    ]
    assert not wrong, f"write the actor as a keyword without a default, `*, by: Actor`: {wrong}"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def close_ticket(ticket, by): ...", True),
        ("def close_ticket(ticket, *, by=NOBODY): ...", True),
        ("def close_ticket(ticket, *, by): ...", False),
        ("def close_ticket(ticket, *, by, solved=False): ...", False),
        ("def _move(ticket, by): ...", False),
    ],
)
def test_a_loose_actor_is_found(source, found):
    assert bool(list(loose_actors(ast.parse(source)))) is found


def test_facts_are_frozen_and_in_the_past_tense():
    wrong = [
        f"{place(path, line)} {name}"
        for path in files("events.py", under=PRODUCT)
        for name, line in weak_facts(tree(path))
    ]
    assert not wrong, (
        f"a fact is `@dataclass(frozen=True, kw_only=True) class TicketClosed(Event)` with kind: {wrong}"
    )


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("@dataclass(frozen=True)\nclass TicketClosed(Event):\n    kind = 'tickets.closed'", False),
        ("@dataclass(frozen=True)\nclass CloseTicket(Event):\n    kind = 'tickets.close'", True),
        ("@dataclass\nclass TicketClosed(Event):\n    kind = 'tickets.closed'", True),
        ("@dataclass(frozen=True)\nclass TicketClosed(Event):\n    ticket_id: int", True),
    ],
)
def test_a_weak_fact_is_found(source, found):
    assert bool(list(weak_facts(ast.parse(source)))) is found


def test_packages_of_the_core_have_the_same_names_everywhere():
    packages = [path.parent for path in (PRODUCT / "core").glob("*/__init__.py")]
    wrong = [name for package in packages for name in own_names(package)]
    assert not wrong, f"models, querysets, actions, events, policies or errors; else it is a package: {wrong}"


def test_a_name_of_its_own_is_found(tmp_path):
    package = tmp_path / "tickets"
    (package / "models").mkdir(parents=True)
    for name in ("__init__", "events", "catalogue", "signals", "models/__init__"):
        (package / f"{name}.py").touch()
    assert own_names(package) == ["tickets/signals"]
