"""Panels, providers, saved replies, categories and what was put away: as they were before a change."""

from __future__ import annotations

from typing import Any

import pytest

from smartai.core.helpfulness.actions import dismiss_question
from smartai.core.helpfulness.models import MissedSearch
from smartai.core.identities.actions import create_key, remove_provider, save_provider
from smartai.core.identities.models import ProviderIdentity, SignInProvider
from smartai.core.identities.told import told_of as provider_told
from smartai.core.knowledge.actions import (
    change_category,
    make_category,
    order_articles,
    order_categories,
    remove_category,
    save_article,
)
from smartai.core.knowledge.models import Article, Category
from smartai.core.knowledge.told import told_of as category_told
from smartai.core.saved_replies.actions import remove_saved_reply, save_saved_reply
from smartai.core.saved_replies.models import SavedReply
from smartai.core.undoing.actions import can_undo, undo_change, why_not
from smartai.core.undoing.errors import ChangedSince, StillUsed, UndoRefused
from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel, rekey_panel
from smartai.core.workspace.errors import NotAllowed
from smartai.core.workspace.models import SupportPanel
from smartai.core.workspace.told import told_of as panel_told
from smartai.foundation.events.models import StoredEvent
from smartai.lib.site_keys import Algorithm
from tests.core.undoing.facts import newest, undo_newest

pytestmark = pytest.mark.django_db

SHOP = "https://shop.example"
SECRET = "s3cr3t-of-the-directory"
DIRECTORY: dict[str, Any] = {
    "name": "Directory", "issuer": "https://id.northwind.example", "client_id": "desk", "for_team": True,
    "for_customers": False, "domains": ["northwind.example"], "creates": False,
}  # fmt: skip


def test_a_panel_is_as_before_and_again_as_after(olga):
    panel = create_panel("Shop", by=olga)
    before = panel_told(panel)
    change_panel(panel, by=olga, name="Store", origins=[SHOP], active=False)
    after = panel_told(panel)
    for expected in (before, after):
        undo_newest(by=olga)
        panel.refresh_from_db()
        assert panel_told(panel) == expected


def test_a_panel_has_its_former_key_again_unless_another_took_it(olga):
    panel = create_panel("Shop", by=olga, key="pk_shop")
    rekey_panel(panel, "pk_store", by=olga)
    fact = newest()
    other = create_panel("Other", by=olga, key="pk_shop")
    with pytest.raises(UndoRefused, match="Another panel has this key"):
        undo_change(fact, by=olga)
    rekey_panel(other, "pk_other", by=olga)
    undo_change(fact, by=olga)
    panel.refresh_from_db()
    assert panel.key == "pk_shop"


def test_a_new_panel_is_embedded_nowhere_while_nothing_uses_it(olga):
    panel = create_panel("Shop", by=olga)
    for active in (False, True):
        undo_newest(by=olga)
        panel.refresh_from_db()
        assert panel.active is active


def test_a_new_panel_that_is_used_or_decides_something_stays(olga):
    panel = create_panel("Shop", by=olga)
    created = newest()
    create_key(panel, Algorithm.HS256, by=olga)
    with pytest.raises(StillUsed, match="1 key"):
        undo_change(created, by=olga)
    change_panel_choices(panel, "brand", {"name": "Shop"}, by=olga)
    with pytest.raises(ChangedSince):
        undo_change(created, by=olga)


def test_a_panel_that_is_gone_is_not_undone(olga):
    panel = create_panel("Shop", by=olga)
    SupportPanel.objects.filter(pk=panel.pk).delete()
    with pytest.raises(UndoRefused, match="not there any more"):
        undo_newest(by=olga)


def test_a_provider_is_as_before_and_its_secret_stays(olga):
    provider = save_provider(None, by=olga, secret=SECRET, **DIRECTORY)
    sealed = provider.sealed_secret
    save_provider(provider, by=olga, **{**DIRECTORY, "name": "Staff", "domains": [], "creates": True})
    undo_newest(by=olga)
    provider.refresh_from_db()
    assert provider_told(provider) == DIRECTORY
    assert provider.sealed_secret == sealed


def test_no_fact_of_a_provider_tells_its_secret_and_without_it_nothing_is_undone(olga):
    provider = save_provider(None, by=olga, **DIRECTORY)
    save_provider(provider, by=olga, secret=SECRET, **{**DIRECTORY, "client_id": "other"})
    changed = newest()
    remove_provider(provider, by=olga)
    removed = newest()
    for fact in (changed, removed):
        assert not can_undo(fact, by=olga)
        assert "Its secret is kept nowhere else" in why_not(fact, by=olga)
    told = str(list(StoredEvent.objects.values_list("payload", flat=True)))
    assert SECRET not in told
    assert provider.sealed_secret not in told


def test_a_provider_without_a_secret_goes_and_is_back_once(olga):
    save_provider(None, by=olga, **DIRECTORY)
    undo_newest(by=olga)
    assert not SignInProvider.objects.exists()
    removed = newest()
    undo_change(removed, by=olga)
    assert provider_told(SignInProvider.objects.get()) == DIRECTORY
    with pytest.raises(UndoRefused, match="such a provider again"):
        undo_change(removed, by=olga)


def test_a_new_provider_by_which_somebody_came_stays(olga, mia):
    save_provider(None, by=olga, **DIRECTORY)
    ProviderIdentity.objects.create(issuer=DIRECTORY["issuer"], subject="mia", person=mia)
    with pytest.raises(StillUsed, match="1 person signs in by it"):
        undo_newest(by=olga)


def a_reply(by, *, shared=True) -> SavedReply:
    return save_saved_reply(None, by=by, name="Thanks", text="Thank you.", shared=shared)


def test_a_shared_reply_says_what_it_said_before_and_again_after(selma, billing):
    reply = a_reply(selma)
    save_saved_reply(reply, by=selma, name="Cheers", text="Cheers!", shared=True, department=billing)
    for name, department in (("Thanks", None), ("Cheers", billing)):
        undo_newest(by=selma)
        reply.refresh_from_db()
        assert (reply.name, reply.department) == (name, department)


def test_a_reply_is_removed_and_is_back(selma):
    reply = a_reply(selma)
    remove_saved_reply(reply, by=selma)
    for removed in (False, True):
        undo_newest(by=selma)
        reply.refresh_from_db()
        assert (reply.removed_at is not None) is removed


def test_the_words_of_ones_own_reply_are_in_no_fact_and_only_they_undo(mia, olga):
    reply = a_reply(mia, shared=False)
    save_saved_reply(reply, by=mia, name="Thanks", text="Only mine.")
    assert not can_undo(newest(), by=mia)
    assert "Only mine" not in str(newest().payload)
    remove_saved_reply(reply, by=mia)
    assert not can_undo(newest(), by=olga)
    with pytest.raises(NotAllowed):
        undo_newest(by=olga)
    undo_newest(by=mia)
    reply.refresh_from_db()
    assert reply.removed_at is None


@pytest.mark.parametrize("who", ["mia", "leo", "alice"])
def test_only_supervisors_and_owners_undo_what_is_shared(who, request, selma):
    a_reply(selma)
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        undo_change(newest("saved_replies.changed"), by=actor)


def test_a_category_is_as_before_and_again_as_after(mia):
    guides = make_category("Guides", by=mia)
    exports = make_category("Exports", by=mia)
    before = category_told(exports)
    change_category(exports, by=mia, name="Files", names={"de": "Dateien"}, slug="files", parent=guides)
    after = category_told(Category.objects.get(pk=exports.pk))
    for expected in (before, after):
        undo_newest(by=mia)
        assert category_told(Category.objects.get(pk=exports.pk)) == expected


def test_an_empty_category_goes_and_is_back_where_it_was(mia):
    for name in ("Guides", "Exports", "Bills"):
        make_category(name, by=mia)
    exports = Category.objects.get(name="Exports")
    remove_category(exports, by=mia, into=None, children_into=None)
    removed = newest()
    undo_change(removed, by=mia)
    assert [one.name for one in Category.objects.all()] == ["Guides", "Exports", "Bills"]
    assert category_told(Category.objects.get(name="Exports")) == category_told(exports)
    with pytest.raises(UndoRefused, match="of this name already"):
        undo_change(removed, by=mia)
    undo_change(newest("knowledge.category_created"), by=mia)
    assert not Category.objects.filter(name="Exports").exists()


def test_a_category_that_held_something_is_not_made_again(mia):
    exports = make_category("Exports", by=mia)
    save_article(None, by=mia, title="Rows", text="10,000.", category=exports)
    with pytest.raises(StillUsed, match="1 article"):
        undo_change(newest("knowledge.category_created"), by=mia)
    remove_category(exports, by=mia, into=None, children_into=None)
    assert not can_undo(newest(), by=mia)
    assert "sent elsewhere" in why_not(newest(), by=mia)


def test_categories_and_articles_stand_as_before(mia):
    first, second = make_category("Guides", by=mia), make_category("Exports", by=mia)
    order_categories([second, first], by=mia)
    undo_newest(by=mia)
    assert list(Category.objects.all()) == [first, second]
    articles = [save_article(None, by=mia, title=name, text="x", category=first) for name in ("A", "B")]
    order_articles(articles[::-1], by=mia)
    fact = newest()
    undo_change(fact, by=mia)
    assert [one.title for one in Article.objects.filter(category=first).in_order()] == ["A", "B"]
    with pytest.raises(ChangedSince):
        undo_change(fact, by=mia)


def test_a_question_that_was_put_away_is_back(mia):
    missed = MissedSearch.objects.create(key="k", words="export stops", language="en", searches=1)
    dismiss_question(missed, by=mia)
    for dismissed in (False, True):
        undo_newest(by=mia)
        missed.refresh_from_db()
        assert (missed.dismissed_at is not None) is dismissed


@pytest.mark.parametrize("who", ["leo", "alice"])
def test_only_who_writes_help_undoes_it(who, request, mia):
    make_category("Guides", by=mia)
    actor = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        undo_change(newest("knowledge.category_created"), by=actor)
