"""What every test stands on."""

from __future__ import annotations

import os

import pytest

from tests.network import keep_inside
from tests.run import remove_folder, remove_leftovers
from tests.services import postgres_url

pytest_plugins = ["tests.cast", "tests.browser"]


def pytest_configure(config: pytest.Config) -> None:
    keep_inside()
    if _is_first(config):
        remove_leftovers(postgres_url() if os.environ.get("SMARTAI_TEST_DATABASE_URL") else None)


def pytest_unconfigure(config: pytest.Config) -> None:
    if _is_first(config):
        remove_folder()


def _is_first(config: pytest.Config) -> bool:
    """The process that was started, not one of its workers."""
    return not hasattr(config, "workerinput")
