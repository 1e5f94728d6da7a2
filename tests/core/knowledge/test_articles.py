from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from smartai.core.knowledge.actions import make_category, restore_version, save_article
from smartai.core.knowledge.errors import AddressTaken, LanguageTaken, TooDeep
from smartai.core.knowledge.events import ArticlePublished, ArticleSaved, ArticleStatusChanged
from smartai.core.knowledge.models import Article, ArticleStatus, Audience, FormerAddress
from smartai.core.knowledge.reads import newest_articles
from smartai.core.people.actions import join_organisation
from smartai.core.people.models import Organisation
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db
PUBLISHED = ArticleStatus.PUBLISHED


def write(by, title: str = "Exports", text: str = "Send it.", **values) -> Article:
    return save_article(None, by=by, title=title, text=text, **{"status": PUBLISHED, **values})


def read_by(actor) -> set[str]:
    return set(Article.objects.visible_to(actor).current().values_list("title", flat=True))


def test_an_article_keeps_its_address_when_its_title_changes(mia):
    article = write(mia, "Large reports")
    save_article(article, by=mia, title="Exports")
    assert Article.objects.get().slug == "large-reports"


def test_two_articles_of_one_title_have_two_addresses(mia):
    for _ in range(3):
        write(mia, "Same")
    assert sorted(Article.objects.values_list("slug", flat=True)) == ["same", "same-2", "same-3"]


def test_customers_write_no_articles(alice, mia):
    with pytest.raises(NotAllowed):
        write(alice)
    with pytest.raises(NotAllowed):
        restore_version(write(mia), 1, by=alice)
    with pytest.raises(NotAllowed):
        make_category("Mine", by=alice)


def test_what_is_not_said_stays(mia):
    article = write(mia, tags=["csv"], review_on=date(2027, 1, 1), category=make_category("Files", by=mia))
    save_article(article, by=mia, text="Send it by e-mail.")
    kept = Article.objects.get()
    assert (kept.title, kept.text, kept.tags) == ("Exports", "Send it by e-mail.", ["csv"])
    assert (kept.status, kept.review_on, str(kept.category)) == (PUBLISHED, date(2027, 1, 1), "Files")


def test_each_audience_reads_what_is_for_it(mia, alice, bob):
    join_organisation(alice, "Lindqvist AB", by=mia)
    lindqvist = Organisation.objects.get(name="Lindqvist AB")
    write(mia, "For everybody")
    write(mia, "For customers", audience=Audience.SIGNED_IN)
    write(mia, "For Lindqvist", audience=Audience.ORGANISATION, organisation=lindqvist)
    write(mia, "For the team", audience=Audience.TEAM)
    assert read_by(NOBODY) == {"For everybody"}
    assert read_by(bob) == {"For everybody", "For customers"}
    assert read_by(alice) == {"For everybody", "For customers", "For Lindqvist"}
    assert read_by(mia) == {"For everybody", "For customers", "For Lindqvist", "For the team"}
    assert [article.title for article in newest_articles()] == ["For everybody"]


def test_customers_read_no_draft_nothing_internal_nothing_archived_and_nothing_before_its_time(mia, alice):
    tomorrow = timezone.now() + timedelta(days=1)
    write(mia, "Draft", status=ArticleStatus.DRAFT)
    write(mia, "Internal", status=ArticleStatus.INTERNAL)
    write(mia, "Archived", status=ArticleStatus.ARCHIVED)
    later = write(mia, "Tomorrow", published_at=tomorrow)
    assert later.is_scheduled
    assert read_by(alice) == read_by(NOBODY) == set()
    assert read_by(mia) == {"Internal"}
    assert not newest_articles()


def test_a_scheduled_article_is_there_when_its_time_has_come(mia, alice):
    article = write(mia, published_at=timezone.now() + timedelta(days=1))
    save_article(article, by=mia, published_at=timezone.now() - timedelta(seconds=1))
    assert read_by(alice) == {"Exports"}


def test_each_text_is_kept_as_a_version_and_can_come_back(mia, olga):
    article = write(mia, text="First.")
    article = save_article(article, by=olga, text="Second.")
    save_article(article, by=olga, tags=["csv"])
    assert list(article.versions.values_list("number", "text", "author__name")) == [
        (2, "Second.", olga.name),
        (1, "First.", mia.name),
    ]
    restore_version(article, 1, by=mia)
    assert Article.objects.get().text == "First."
    assert [version.text for version in article.versions.all()] == ["First.", "Second.", "First."]


def test_an_old_address_stays_the_articles_own(mia):
    article = write(mia, "Exports")
    article = save_article(article, by=mia, slug="export-limits")
    assert FormerAddress.objects.get(slug="exports").article == article
    with pytest.raises(AddressTaken):
        write(mia, "Other", slug="exports")
    assert write(mia, "Exports").slug == "exports-2"
    save_article(article, by=mia, slug="exports")
    assert list(FormerAddress.objects.values_list("slug", flat=True)) == ["export-limits"]


def test_an_article_is_there_once_in_each_language(mia):
    english = write(mia, "Invoices", language="en")
    german = write(mia, "Rechnungen", language="de", original=english)
    assert write(mia, "فواتير", language="ar", original=german).original == english
    with pytest.raises(LanguageTaken):
        write(mia, "Noch eine", language="de", original=english)
    with pytest.raises(LanguageTaken):
        write(mia, "Again", language="en", original=english)
    with pytest.raises(LanguageTaken):
        save_article(english, by=mia, language="de")


def test_categories_have_two_levels_and_one_name_once(mia):
    files = make_category("Files", by=mia)
    assert make_category(" Files ", by=mia) == files
    exports = make_category("Exports", by=mia, parent=files)
    assert make_category("Exports", by=mia).pk != exports.pk
    with pytest.raises(TooDeep):
        make_category("CSV", by=mia, parent=exports)


def test_the_facts_say_what_became_of_an_article(mia):
    article = write(mia, status=ArticleStatus.DRAFT)
    for status in (PUBLISHED, PUBLISHED, ArticleStatus.ARCHIVED):
        article = save_article(article, by=mia, status=status)
    assert list(StoredEvent.objects.order_by("pk").values_list("kind", flat=True)) == [
        ArticleSaved.kind,
        ArticlePublished.kind,
        ArticleSaved.kind,
        ArticleStatusChanged.kind,
    ]
