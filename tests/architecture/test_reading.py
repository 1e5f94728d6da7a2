"""Access is a read with a name: no page fetches a ticket, a message or a file by its bare number."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import PRODUCT, files, imports, place, python_files, tree

_GUARDED = {"Ticket", "Message", "Attachment", "Participant", "Rating", "StoredFile", "Article"}
_NUMBERS = {"pk", "id"}
_AMBIENT = ("django.dispatch", "django.db.models.signals", "django.core.signals", "threading.local")


def bare_fetches(source: ast.AST) -> Iterator[tuple[str, int]]:
    """``get_object_or_404(Ticket, …)``, ``Ticket.objects.get(…)``, ``Ticket.objects.filter(pk=…)`` alone."""
    for node in ast.walk(source):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        given = {keyword.arg for keyword in node.keywords}
        if called == "get_object_or_404" and node.args and ast.unparse(node.args[0]) in _GUARDED:
            yield f"{called}({ast.unparse(node.args[0])}", node.lineno
        for name in _GUARDED:
            if called == f"{name}.objects.get" or (
                called == f"{name}.objects.filter" and given <= _NUMBERS and given
            ):
                yield called, node.lineno


def ambient(source: ast.AST) -> Iterator[tuple[str, int]]:
    watched = tuple(f"{name}." for name in _AMBIENT)
    return ((name, line) for name, line in imports(source) if f"{name}.".startswith(watched))


def test_pages_fetch_by_number_through_a_named_read():
    wrong = [
        f"{place(path, line)} {call}"
        for path in files("*.py", under=PRODUCT / "web")
        for call, line in bare_fetches(tree(path))
    ]
    assert not wrong, f"begin with visible_to(actor), or with the ticket that was found by it: {wrong}"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("get_object_or_404(Ticket, pk=pk)", True),
        ("Message.objects.get(pk=pk, kind=kind)", True),
        ("Attachment.objects.filter(pk=pk).first()", True),
        ("get_object_or_404(Ticket.objects.visible_to(actor), pk=pk)", False),
        ("Message.objects.filter(ticket=ticket, pk=pk)", False),
        ("get_object_or_404(Priority, pk=pk)", False),
    ],
)
def test_a_bare_fetch_is_found(source, found):
    assert bool(list(bare_fetches(ast.parse(source)))) is found


def test_nothing_follows_by_signal_and_nobody_is_ambient():
    wrong = [f"{place(path, line)} {name}" for path in python_files() for name, line in ambient(tree(path))]
    assert not wrong, f"consequences stand in config/subscriptions.py, the actor is an argument: {wrong}"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from django.dispatch import receiver", True),
        ("from django.db.models.signals import post_save", True),
        ("from threading import local", True),
        ("import signal", False),
    ],
)
def test_a_signal_is_found(source, found):
    assert bool(list(ambient(ast.parse(source)))) is found
