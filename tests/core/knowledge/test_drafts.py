"""What somebody typed and has not saved: kept for them alone, in the order in which it was typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from smartai.core.knowledge.actions import drop_draft, keep_draft, save_article
from smartai.core.knowledge.errors import WrittenElsewhere
from smartai.core.knowledge.models import Article, ArticleDraft
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db


def test_a_draft_never_touches_what_the_article_says(mia):
    article = save_article(None, by=mia, title="Exports", text="Published.")
    facts = StoredEvent.objects.count()
    keep_draft(article, {"text": "Half a sen"}, by=mia, page="a", opened=timezone.now())
    kept = Article.objects.get()
    assert (kept.text, kept.version, StoredEvent.objects.count()) == ("Published.", 1, facts)


def test_each_person_has_one_draft_of_an_article_and_one_of_a_new_one(mia, anton):
    article = save_article(None, by=mia, title="Exports", text="x")
    for person in (mia, anton):
        for subject in (article, None):
            for text in ("one", "two"):
                keep_draft(subject, {"text": text}, by=person, page="a", opened=timezone.now())
    assert list(ArticleDraft.objects.values_list("values__text", flat=True)) == ["two"] * 4


def test_an_older_window_does_not_overwrite_what_a_newer_one_kept(mia):
    opened = timezone.now() - timedelta(minutes=5)
    keep_draft(None, {"text": "newer"}, by=mia, page="new", opened=timezone.now())
    with pytest.raises(WrittenElsewhere):
        keep_draft(None, {"text": "older"}, by=mia, page="old", opened=opened)
    keep_draft(None, {"text": "newest"}, by=mia, page="new", opened=opened)
    keep_draft(None, {"text": "gone on with"}, by=mia, page="third", opened=timezone.now())
    assert ArticleDraft.objects.get().values == {"text": "gone on with"}


def test_only_the_window_that_wrote_it_ends_a_draft(mia, anton):
    keep_draft(None, {"text": "x"}, by=mia, page="a", opened=timezone.now())
    drop_draft(None, by=mia, page="b")
    drop_draft(None, by=anton, page="a")
    assert ArticleDraft.objects.count() == 1
    drop_draft(None, by=mia, page="a")
    assert not ArticleDraft.objects.exists()


def test_customers_keep_no_drafts_of_articles(alice):
    with pytest.raises(NotAllowed):
        keep_draft(None, {"text": "x"}, by=alice, page="a", opened=timezone.now())
