"""Templates: what they take in, call and leave unescaped, read as the engine reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import Environment, nodes

from tests.architecture.sources import lines_matching, place, python_files, templates

_UNESCAPED = r"\|\s*safe\b|{%-?\s*autoescape\b"
_SANITISED = {"help/article.html": 1, "panel/suggestion.html": 1}
"""How often a template says that something is HTML already; Python marks it where it was made so."""


@pytest.fixture(scope="module")
def engine() -> Environment:
    return engines["jinja2"].env  # type: ignore[attr-defined, no-any-return]  # Jinja's has one


def template_name(path: Path) -> str:
    return "/".join(path.parts[len(path.parts) - path.parts[::-1].index("templates") :])


def taken_in(tree: nodes.Template) -> Iterator[str]:
    """Names of the templates that one extends, includes, imports from or draws; "" for a computed name."""
    kinds = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    named: list[nodes.Expr] = [node.template for node in tree.find_all(kinds)]  # type: ignore[attr-defined]  # Jinja's nodes
    named += [call.args[0] for call in calls(tree) if call.node.name == "drawn_once"]  # type: ignore[attr-defined]  # Jinja's nodes
    for name in named:
        yield str(name.value) if isinstance(name, nodes.Const) else ""


def calls(tree: nodes.Template) -> Iterator[nodes.Call]:
    """Of plain names."""
    return (call for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name))


def foreign_parts(tree: nodes.Template, package: str) -> list[str]:
    return [name for name in taken_in(tree) if name.split("/")[0] not in (package, "ui")]


def unknown_names(tree: nodes.Template, engine: Environment) -> list[str]:
    """What is called, or imported, and stands nowhere."""
    known = {*engine.globals, *(macro.name for macro in tree.find_all(nodes.Macro))}
    wrong: list[str] = []
    for taken in tree.find_all(nodes.FromImport):
        names = [(name, name) if isinstance(name, str) else name for name in taken.names]
        there = vars(engine.get_template(taken.template.value).module)  # type: ignore[attr-defined]  # Jinja's nodes
        wrong += [name for name, _ in names if name not in there]
        known |= {ours for _, ours in names}
    return wrong + [call.node.name for call in calls(tree) if call.node.name not in known]  # type: ignore[attr-defined]  # Jinja's nodes


def drawn_by_importing(tree: nodes.Template) -> list[int]:
    """Lines outside of the parts of a file that is imported from: they would be drawn once, for nobody.

    What they compute would stay in the language of whoever came first.
    """
    return [node.lineno for node in tree.body if not (_is_part(node) or _is_blank(node))]


def _is_part(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Macro | nodes.FromImport)


def _is_blank(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(one, nodes.TemplateData) and not one.data.strip() for one in node.nodes
    )


def test_templates_take_in_their_own_package_and_ui_only(engine):
    for path in templates():
        package = template_name(path).rpartition("/")[0] or "ui"
        wrong = foreign_parts(engine.parse(path.read_text("utf-8")), package)
        assert not wrong, f"{path}: take in by literal name, from the own package or ui/: {wrong}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{% extends "ui/panel.html" %}', False),
        ("{% include 'panel/row.html' %}", False),
        ('{% from "ui/field.html" import field, fields %}', False),
        ('{{ drawn_once("ui/words.html") }}', False),
        ('{% include "desk/row.html" %}', True),
        ('{% from "desk/row.html" import row %}', True),
        ('{% import "desk/row.html" as rows %}', True),
        ("{% include part %}", True),
        ('{% include "ui/" ~ part %}', True),
        ('{% include ["ui/one.html", "ui/two.html"] %}', True),
        ("{% from part import row %}", True),
        ("{{ drawn_once(part) }}", True),
    ],
)
def test_a_template_of_another_package_is_found(engine, text, found):
    assert bool(foreign_parts(engine.parse(text), "panel")) is found


def test_every_template_compiles_and_calls_only_what_is_there(engine):
    """A page nobody opened in a test fails here, not in front of a customer."""
    for path in templates():
        engine.get_template(template_name(path))
        assert not unknown_names(engine.parse(path.read_text("utf-8")), engine), path


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{% from "ui/field.html" import field as part %}{{ part(form.title) }}', []),
        ("{% macro row(one) %}{{ one }}{% endmacro %}{{ row(1) }}{{ form.rows() }}{{ _('Row') }}", []),
        ('{% from "ui/field.html" import feild %}', ["feild"]),
        ('{{ addres("panel:new") }}', ["addres"]),
    ],
)
def test_a_name_that_stands_nowhere_is_found(engine, text, found):
    assert unknown_names(engine.parse(text), engine) == found


def test_a_file_with_parts_to_import_holds_nothing_else(engine):
    """And a page has no parts of its own: each would hold the page and be held by it, with all its rows."""
    trees = {template_name(path): engine.parse(path.read_text("utf-8")) for path in templates()}
    imported = {one.template.value for tree in trees.values() for one in tree.find_all(nodes.FromImport)}
    with_parts = {name for name, tree in trees.items() if any(tree.find_all(nodes.Macro))}
    for name in imported | with_parts:
        assert not drawn_by_importing(trees[name]), f"{name}: put all into macros, or the macros elsewhere"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{# why #}\n{% macro row(one) %}{{ _('Row') }}{% endmacro %}\n", []),
        ("{% macro row(one) %}{{ one }}{% endmacro %}\n{% set words = _('Row') %}", [2]),
        ("{% macro row(one) %}{{ one }}{% endmacro %}\nRow", [1]),
    ],
)
def test_what_an_import_would_draw_is_found(engine, text, found):
    assert drawn_by_importing(engine.parse(text)) == found


def test_what_is_not_escaped_was_sanitised():
    for path in templates():
        found = list(lines_matching(_UNESCAPED, path.read_text("utf-8")))
        assert len(found) == _SANITISED.get(template_name(path), 0), f"{place(path, 1)}: {found}"


def test_nobody_makes_a_template_of_a_text():
    """What somebody wrote is shown by templates and never one itself."""
    makes = r"(?<!puremagic\.)\b(?:from_string|compile_expression)\("
    assert not [
        place(path, line)
        for path in python_files()
        for line, _ in lines_matching(makes, path.read_text("utf-8"))
    ]
