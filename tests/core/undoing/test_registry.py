"""Each kind of fact can be taken back, or a list says why not."""

from __future__ import annotations

import dataclasses

import pytest

from smartai.config.subscriptions import SUBSCRIPTIONS
from smartai.core.undoing.actions import can_undo, undo_change, why_not
from smartai.core.undoing.errors import NothingToUndo
from smartai.core.undoing.registry import FINAL, OTHERS, UNDOINGS
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db


def test_every_kind_of_fact_has_an_undo_or_a_reason():
    lists = [list(UNDOINGS), list(FINAL), [event.kind for event in OTHERS]]
    named = [kind for one in lists for kind in one]
    kinds = {event.kind for event in SUBSCRIPTIONS}
    assert sorted(named) == sorted(set(named)), "a kind stands in one list"
    assert kinds - set(named) == set(), "say in core/undoing/registry.py how it is undone, or why not"
    assert set(named) - kinds == set()


@pytest.mark.parametrize("way", UNDOINGS.values(), ids=lambda way: way.of.kind)
def test_what_a_fact_is_about_stands_in_it(way):
    assert set(way.subject) <= {one.name for one in dataclasses.fields(way.of)}


FORMER = {
    "workspace.panel_created": {"name": "Shop"},
    "departments.changed": {"department_id": 1, "name": "Sales"},
    "departments.members_changed": {"department_id": 1, "member_ids": [2]},
    "identities.provider_saved": {"provider_id": 1, "name": "Directory"},
    "identities.provider_removed": {"provider_id": 1, "name": "Directory"},
    "knowledge.articles_ordered": {"category_id": 1, "name": "Exports"},
    "knowledge.categories_ordered": {"category_id": 0, "name": ""},
    "knowledge.category_changed": {"category_id": 1, "name": "Exports"},
    "knowledge.category_removed": {"category_id": 1, "name": "Exports", "into": "", "articles": 0},
    "people.registration_fields_changed": {"field_id": 1, "what": "changed"},
    "saved_replies.changed": {"reply_id": 1, "name": "Thanks", "what": "removed"},
    "tickets.fields_changed": {"what": "status", "name": "Open"},
    "tickets.form_ordered": {},
    "tickets.tag_changed": {"tag_id": 1, "before": "a", "name": "b"},
    "workspace.panel_changed": {"panel_id": 1, "name": "Shop"},
}
"""As they were recorded before facts of lists told what was before."""


@pytest.mark.parametrize(("kind", "payload"), FORMER.items())
def test_a_fact_of_former_times_offers_no_undo_and_says_so(kind, payload, olga):
    fact = StoredEvent.objects.create(kind=kind, audience="team", payload=payload)
    assert not can_undo(fact, by=olga)
    assert why_not(fact, by=olga)
    with pytest.raises(NothingToUndo):
        undo_change(fact, by=olga)
