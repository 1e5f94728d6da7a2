from __future__ import annotations

import pytest

from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import Article
from smartai.core.workspace.errors import NotAllowed

pytestmark = pytest.mark.django_db


def test_an_article_keeps_its_address_when_its_title_changes(mia):
    article = save_article(None, by=mia, title="Large reports", text="Send it.", section=None, published=True)
    save_article(article, by=mia, title="Exports", text="Send it.", section=None, published=True)
    assert Article.objects.get().slug == "large-reports"


def test_two_articles_of_one_title_have_two_addresses(mia):
    for _ in range(3):
        save_article(None, by=mia, title="Same", text="Words.", section=None, published=True)
    assert sorted(Article.objects.values_list("slug", flat=True)) == ["same", "same-2", "same-3"]


def test_customers_write_no_articles(alice):
    with pytest.raises(NotAllowed):
        save_article(None, by=alice, title="x", text="x", section=None, published=True)
