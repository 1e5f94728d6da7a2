"""What every test stands on."""

from __future__ import annotations

import os

import hypothesis
import pytest

from tests.network import keep_inside
from tests.run import remove_folder, remove_leftovers
from tests.services import postgres_url

WAITING = ("tests/crashes/", "tests/config/test_serving.py")
STORIES = "tests/journeys/"
WAITED_IN_VAIN = ["TimeoutError", "with timeout", "it did not happen within"]
"""What a story in a browser says when the machine was too slow, or when it is wrong."""

pytest_plugins = ["tests.cast", "tests.browser", "tests.journeys.company"]

# A busy machine is slow; no test is about that.
hypothesis.settings.register_profile(
    "unhurried", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")


def pytest_configure(config: pytest.Config) -> None:
    keep_inside()
    if _is_first(config):
        remove_leftovers(postgres_url() if os.environ.get("SMARTAI_TEST_DATABASE_URL") else None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What waits for processes to end begins first, and the stories in the browser in the middle: of two
    workers the second one begins there, so that one alone starts a site and a browser, and none waits.
    """
    if os.environ.get("SMARTAI_TEST_ONLY") == "database":
        config.hook.pytest_deselected(items=[item for item in items if not _asks_database(item)])
        items[:] = [item for item in items if _asks_database(item)]
    waiting = [item for item in items if item.nodeid.startswith(WAITING)]
    stories = [item for item in items if item.nodeid.startswith(STORIES)]
    others = [item for item in items if not item.nodeid.startswith((*WAITING, STORIES))]
    middle = max(len(items) // 2 - len(waiting), 0)
    items[:] = [*waiting, *others[:middle], *stories, *others[middle:]]
    for item in items:
        if item.get_closest_marker("journey"):
            # Much beside us slows a browser. The run names what was told again; the third time counts.
            item.add_marker(pytest.mark.flaky(reruns=2, only_rerun=WAITED_IN_VAIN))


def _asks_database(item: pytest.Item) -> bool:
    """Or starts processes that do."""
    fixtures = getattr(item, "fixturenames", ())
    return (
        item.nodeid.startswith(WAITING)
        or "db" in fixtures
        or "transactional_db" in fixtures
        or bool(item.get_closest_marker("django_db"))
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    if _is_first(config):
        remove_folder()


def _is_first(config: pytest.Config) -> bool:
    """The process that was started, not one of its workers."""
    return not hasattr(config, "workerinput")
