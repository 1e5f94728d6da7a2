"""Two who undo the same change at the same moment: one of them does, the other is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from smartai.core.departments.actions import change_department
from smartai.core.identities.actions import remove_provider, save_provider
from smartai.core.identities.models import SignInProvider
from smartai.core.knowledge.actions import make_category, remove_category
from smartai.core.knowledge.models import Category
from smartai.core.undoing.actions import undo_change
from smartai.core.undoing.errors import ChangedSince, UndoRefused
from smartai.foundation.events.models import StoredEvent
from tests.core.undoing.facts import newest

pytestmark = pytest.mark.django_db(transaction=True)


def told(fact: StoredEvent, by) -> list[str]:
    """What two hear who undo it at once."""
    both_ready = Barrier(2)

    def undo(_number: int) -> str:
        try:
            both_ready.wait(10)
            undo_change(fact, by=by)
        except (ChangedSince, UndoRefused) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "undone"

    with ThreadPoolExecutor(2) as threads:
        return sorted(threads.map(undo, range(2)))


def test_a_former_name_is_given_back_once(olga, billing):
    change_department(billing, by=olga, name="Money", offered=True)
    assert told(newest(), olga) == ["ChangedSince", "undone"]
    billing.refresh_from_db()
    assert billing.name == "Billing"
    assert StoredEvent.objects.filter(kind="departments.changed").count() == 2


def test_a_removed_provider_is_made_again_once(olga):
    provider = save_provider(
        None, by=olga, name="Directory", issuer="https://id.northwind.example", client_id="desk",
        for_team=True, for_customers=False, domains=[], creates=False,
    )  # fmt: skip
    remove_provider(provider, by=olga)
    assert told(newest(), olga) == ["UndoRefused", "undone"]
    assert SignInProvider.objects.count() == 1


def test_a_removed_category_is_made_again_once(olga):
    remove_category(make_category("Guides", by=olga), by=olga, into=None, children_into=None)
    assert told(newest(), olga) == ["UndoRefused", "undone"]
    assert Category.objects.count() == 1
