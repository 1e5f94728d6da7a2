"""Only an action saves a ticket."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PRODUCT, files, place, python_files, tree

_WRITES = {
    "save",
    "delete",
    "update",
    "create",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
}
_WRITES |= {f"a{name}" for name in _WRITES}
_MAY_WRITE = {"actions", "jobs", "migrations", "demo", "seed"}
_MODELS = PRODUCT / "core" / "tickets" / "models"


def ticket_models() -> set[str]:
    return {
        node.name
        for path in files("*.py", under=_MODELS)
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and any("Model" in ast.unparse(base) for base in node.bases)
    }


def writes(source: ast.AST, models: set[str]) -> Iterator[tuple[str, int]]:
    """Calls that write through a ticket model's class, or through a value named after one."""
    names = models | {re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower() for name in models}
    for node in ast.walk(source):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "insert" and node.args:
            # `insert(ticket)`, `insert(Message(…))`
            if names & set(re.findall(r"\w+", ast.unparse(node.args[0]))):
                yield ast.unparse(node.func), node.lineno
        elif isinstance(node.func, ast.Attribute) and node.func.attr in _WRITES:
            chain = ast.unparse(node.func.value)
            # `ticket.tags.create(`, `Ticket.objects.open().update(`, `self.ticket.save(`
            if names & set(re.findall(r"\w+", re.sub(r"\([^()]*\)", "", chain))):
                yield ast.unparse(node.func), node.lineno


def may_write(path: Path) -> bool:
    return bool(_MAY_WRITE & {*path.parts, path.stem})


def test_only_actions_save_tickets():
    models = ticket_models()
    wrong = [
        f"{place(path, line)} {call}"
        for path in python_files()
        if not may_write(path.relative_to(PRODUCT))
        for call, line in writes(tree(path), models)
    ]
    assert not wrong, "a change of a ticket is a function in core/tickets/actions: " + ", ".join(wrong)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("ticket.save()", True),
        ("message.ticket.save(update_fields=['title'])", True),
        ("Ticket.objects.visible_to(actor).open().update(status=closed)", True),
        ("Message.objects.create(ticket=ticket)", True),
        ("ticket.messages.create(text='x')", True),
        ("insert(ticket)", True),
        ("insert(Message(text=x))", True),
        ("insert(stored)", False),
        ("person.save()", False),
        ("form.save(ticket)", False),
        ("facts.update(ticket=ticket)", False),
        ("Ticket.objects.visible_to(actor)", False),
    ],
)
def test_a_save_outside_an_action_is_found(source, found):
    assert bool(list(writes(ast.parse(source), {"Ticket", "Message"}))) is found
