"""What the import linter cannot see."""

from __future__ import annotations

import ast
import importlib

import pytest
from django.apps import apps

from tests.architecture.sources import PRODUCT, imports, may_know, module_name, place, python_files, tree

_NO_HTTP = ("smartai.core", "smartai.foundation", "smartai.lib")
_HTTP = ("django.http", "django.shortcuts", "django.template", "django.views", "django.urls", "jinja2")


def http_imports(module: str, source: ast.AST) -> list[tuple[str, int]]:
    if not f"{module}.".startswith(tuple(f"{layer}." for layer in _NO_HTTP)):
        return []
    watched = tuple(f"{name}." for name in _HTTP)
    return [(name, line) for name, line in imports(source) if f"{name}.".startswith(watched)]


@pytest.mark.parametrize(
    ("module", "other", "allowed"),
    [
        ("smartai.core.tickets.models.ticket", "smartai.core.people.models", True),
        ("smartai.core.people.models", "smartai.core.tickets.models.ticket", False),
        ("smartai.core.people.models", "smartai.core.departments.models", False),
        ("smartai.core.workspace.models", "smartai.foundation.files.models", True),
        ("smartai.foundation.files.models", "smartai.core.tickets.models", False),
        ("smartai.foundation.jobs.due", "smartai.foundation.mail.models", False),
    ],
)
def test_the_layers_are_read_from_the_import_contracts(module, other, allowed):
    assert may_know(module, other) is allowed


def test_foreign_keys_point_down():
    wrong = [
        f"{model.__module__}.{model.__name__}.{field.name} -> {field.related_model.__module__}"
        for model in apps.get_models(include_auto_created=False)
        if model.__module__.startswith("smartai.")
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if not may_know(model.__module__, field.related_model.__module__)
    ]
    assert not wrong, "a foreign key is an import in disguise; point it down: " + ", ".join(wrong)


def test_the_help_desk_itself_knows_no_pages():
    wrong = [
        f"{place(path, line)} {name}"
        for path in python_files()
        for name, line in http_imports(module_name(path), tree(path))
    ]
    assert not wrong, "core, foundation and lib know no HTTP and no templates: " + ", ".join(wrong)


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("smartai.core.tickets.policies", "from django.http import HttpRequest", True),
        ("smartai.foundation.mail.message", "from django import template", True),
        ("smartai.foundation.mail.message", "import django.template.loader", True),
        ("smartai.web.panel.views", "from django.http import HttpRequest", False),
        ("smartai.core.tickets.policies", "from django.db import models", False),
    ],
)
def test_an_import_of_pages_is_found_where_it_is_forbidden(module, source, found):
    assert bool(http_imports(module, ast.parse(source))) is found


def test_every_fact_stands_in_the_list_of_subscriptions():
    for path in python_files():
        if path.name == "events.py":
            importlib.import_module(module_name(path))
    if not (PRODUCT / "config" / "subscriptions.py").exists():
        return
    event = importlib.import_module("smartai.foundation.events.event").Event
    subscriptions = importlib.import_module("smartai.config.subscriptions").SUBSCRIPTIONS
    missing = [
        known.__qualname__
        for known in event.known.values()
        if known.__module__.startswith("smartai.") and known not in subscriptions
    ]
    assert not missing, "say in config/subscriptions.py what follows (or that nothing does): " + ", ".join(
        missing
    )
