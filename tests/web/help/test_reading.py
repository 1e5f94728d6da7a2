"""What stands where for somebody who reads: each article once, in its category, beside what is like it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from smartai.core.knowledge.actions import answer_by_article, make_category, save_article, take_back_answer
from smartai.core.knowledge.models import Article, ArticleStatus, Audience, Category
from smartai.core.knowledge.reads import last_change
from smartai.foundation.accounts.actors import NOBODY
from smartai.web.help.beside import neighbours_of, related_to, versions_of
from smartai.web.help.shelves import articles_for, shelves

pytestmark = pytest.mark.django_db
DRAFT, PUBLISHED = ArticleStatus.DRAFT, ArticleStatus.PUBLISHED


def write(by, title: str, text: str = "Send it.", **values) -> Article:
    return save_article(None, by=by, title=title, text=text, **{"status": PUBLISHED, **values})


def titles(actor, language: str) -> set[str]:
    return set(articles_for(actor, language).values_list("title", flat=True))


def test_an_article_is_there_once_in_the_readers_language_or_as_it_was_written_first(mia):
    first = write(mia, "Exports")
    write(mia, "Exporte", language="de", original=first)
    write(mia, "Exportations", language="fr", original=first)
    assert titles(NOBODY, "en") == {"Exports"}
    assert titles(NOBODY, "de") == {"Exporte"}
    assert titles(NOBODY, "ar") == {"Exports"}


@pytest.mark.parametrize("hidden", [{"status": DRAFT}, {"audience": Audience.TEAM}])
def test_a_version_that_somebody_may_not_read_takes_no_place(hidden, mia):
    first = write(mia, "Exports")
    german = write(mia, "Exporte", language="de", original=first)
    french = write(mia, "Exportations", language="fr", original=first)
    save_article(german, by=mia, **hidden)
    assert titles(NOBODY, "de") == {"Exports"}
    save_article(first, by=mia, **hidden)
    assert titles(NOBODY, "de") == titles(NOBODY, "en") == {"Exportations"}
    save_article(french, by=mia, **hidden)
    assert titles(NOBODY, "de") == set()


def test_shelves_count_what_may_be_read_below_them_too_and_leave_out_what_is_empty(mia, alice):
    files, _ = make_category("Files", by=mia), make_category("Empty", by=mia)
    tables = make_category("Tables", by=mia, parent=files)
    exports = write(mia, "Exports", category=files)
    write(mia, "Exporte", category=files, language="de", original=exports)
    write(mia, "Columns", category=tables)
    write(mia, "Rows", category=tables, audience=Audience.SIGNED_IN)
    write(mia, "Cells", category=tables, status=DRAFT)
    write(mia, "Later", category=files, published_at=timezone.now() + timedelta(days=1))
    for actor, below in ((NOBODY, 1), (alice, 2)):
        shelf, *others = shelves(actor, "en")
        assert (str(shelf.category), shelf.count, others) == ("Files", 1 + below, [])
        assert [(str(one.category), one.count) for one in shelf.below] == [("Tables", below)]


def test_a_category_of_the_second_level_is_there_although_the_first_has_nothing_of_its_own(mia):
    tables = make_category("Tables", by=mia, parent=make_category("Files", by=mia))
    write(mia, "Columns", category=tables)
    assert [(str(one.category), one.count) for one in shelves(NOBODY, "en")] == [("Files", 1)]


def test_neighbours_are_those_of_the_list_that_the_reader_sees(mia):
    files = make_category("Files", by=mia)
    first, _, second, third = (
        write(mia, "One", category=files),
        write(mia, "Hidden", category=files, audience=Audience.TEAM),
        write(mia, "Two", category=files),
        write(mia, "Three", category=files),
    )
    write(mia, "Zwei", category=files, language="de", original=second)
    write(mia, "Elsewhere")
    found = neighbours_of(second, by=NOBODY, language="en")
    assert (found.previous, found.next) == (first, third)
    assert neighbours_of(first, by=NOBODY, language="en").previous is None
    assert neighbours_of(third, by=NOBODY, language="en").next is None
    before = neighbours_of(second, by=mia, language="en").previous
    assert before
    assert before.title == "Hidden"


def test_articles_at_the_same_place_have_an_order_too(mia):
    files = make_category("Files", by=mia)
    rows = [write(mia, f"Article {n}", category=files) for n in range(3)]
    Article.objects.update(position=1)
    middle = Article.objects.get(pk=rows[1].pk)
    found = neighbours_of(middle, by=NOBODY, language="en")
    assert (found.previous, found.next) == (rows[0], rows[2])


def test_related_is_what_shares_words_tags_or_category_and_may_be_read(mia, alice):
    files = make_category("Files", by=mia)
    exports = write(mia, "Exporting “monthly sales” reports", tags=["csv"], category=files)
    write(mia, "Berichte exportieren", language="de", original=exports, tags=["csv"], category=files)
    write(mia, "Where files are kept", "What you export monthly of sales stays for a year.")
    write(mia, "Paper sizes", tags=["csv", "reports"])
    write(mia, "Uploading", category=files)
    write(mia, "Exports of partners", audience=Audience.SIGNED_IN)
    write(mia, "Exports to come", status=DRAFT)
    write(mia, "Parental leave", "Ask your manager.")
    seen = {one.title for one in related_to(exports, by=NOBODY, language="en")}
    assert seen == {"Where files are kept", "Paper sizes", "Uploading"}
    save_article(Article.objects.get(title="Uploading"), by=mia, audience=Audience.SIGNED_IN)
    assert "Uploading" not in {one.title for one in related_to(exports, by=NOBODY, language="en")}
    assert "Uploading" in {one.title for one in related_to(exports, by=alice, language="en")}


def test_versions_are_those_that_may_be_read_the_first_one_first(mia):
    first = write(mia, "Exports")
    german = write(mia, "Exporte", language="de", original=first)
    write(mia, "Exportations", language="fr", original=first, status=DRAFT)
    assert versions_of(german, by=NOBODY) == versions_of(first, by=NOBODY) == [first, german]


def test_what_spared_a_request_counts_for_all_its_languages_and_can_be_taken_back(mia):
    first = write(mia, "Exports")
    german = write(mia, "Exporte", language="de", original=first)
    write(mia, "Other")
    answer_by_article(german, by=NOBODY)
    counted = dict(Article.objects.values_list("title", "answered"))
    assert counted == {"Exports": 1, "Exporte": 1, "Other": 0}
    take_back_answer(german, by=NOBODY)
    take_back_answer(german, by=NOBODY)
    assert set(Article.objects.values_list("answered", flat=True)) == {0}


def test_the_last_change_is_another_after_every_change_and_when_a_time_has_come(mia, time_machine):
    assert last_change() is None
    article = write(mia, "Exports")
    write(mia, "Later", published_at=timezone.now() + timedelta(hours=1))
    seen = [last_change()]
    save_article(article, by=mia, title="Exporting")
    seen.append(last_change())
    make_category("Files", by=mia)
    seen.append(last_change())
    save_article(article, by=mia, status=ArticleStatus.ARCHIVED)
    seen.append(last_change())
    assert last_change() == seen[-1]
    time_machine.move_to(timezone.now() + timedelta(hours=2))
    seen.append(last_change())
    assert len(set(seen)) == len(seen)


def test_a_name_is_in_the_readers_language_where_there_is_one():
    category = Category(name="Files", names={"de": "Dateien", "ar": ""})
    assert [category.name_in(language) for language in ("de", "ar", "en")] == ["Dateien", "Files", "Files"]
