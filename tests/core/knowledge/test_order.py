"""Keeping many articles in order: categories, their order, and what is done with many at once."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from smartai.core.knowledge.actions import (
    archive_articles,
    begin_translation,
    change_category,
    confirm_translation,
    make_category,
    mark_reviewed,
    mend_link,
    move_articles,
    order_articles,
    order_categories,
    plan_review,
    remove_category,
    restore_articles,
    save_article,
    set_owner,
)
from smartai.core.knowledge.errors import (
    AddressTaken,
    CategoryNameTaken,
    LanguageTaken,
    NotBesideEachOther,
    TooDeep,
)
from smartai.core.knowledge.models import Article, ArticleStatus, Category, FormerCategoryAddress
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.events.models import StoredEvent
from tests.core.knowledge.test_articles import write

pytestmark = pytest.mark.django_db


def kinds() -> list[str]:
    return [kind.removeprefix("knowledge.") for kind in StoredEvent.objects.values_list("kind", flat=True)]


def titles(category: Category | None) -> list[str]:
    return list(Article.objects.filter(category=category).in_order().values_list("title", flat=True))


def names(parent: Category | None = None) -> list[str]:
    return list(Category.objects.filter(parent=parent).order_by("position").values_list("name", flat=True))


def test_a_category_gets_another_name_other_words_and_another_place(mia):
    files, exports = make_category("Files", by=mia), make_category("Exports", by=mia)
    change_category(
        exports, by=mia, name=" Exports\n and imports ", names={"de": "Ausfuhr", "ar": " "}, parent=files
    )
    kept = Category.objects.get(pk=exports.pk)
    assert (kept.name, kept.names, kept.parent) == ("Exports and imports", {"de": "Ausfuhr"}, files)
    assert kept.name_in("de") == "Ausfuhr"
    assert kept.name_in("ar") == "Exports and imports"
    assert kinds()[-1] == "category_changed"


def test_an_old_address_of_a_category_stays_its_own(mia):
    files = change_category(make_category("Files", by=mia), by=mia, slug="papers")
    assert (files.slug, FormerCategoryAddress.objects.get(slug="files").category) == ("papers", files)
    assert make_category("Files ", by=mia) == files
    other = make_category("files", by=mia)
    assert other.slug == "files-2"
    with pytest.raises(AddressTaken):
        change_category(other, by=mia, slug="files")
    change_category(files, by=mia, slug="files")
    assert [former.slug for former in files.former_addresses.all()] == ["papers"]


def test_two_levels_stay_two_and_names_beside_each_other_differ(mia):
    files, people = make_category("Files", by=mia), make_category("People", by=mia)
    exports = make_category("Exports", by=mia, parent=files)
    for category, parent in ((people, exports), (files, people), (files, files)):
        with pytest.raises(TooDeep):
            change_category(category, by=mia, parent=parent)
    with pytest.raises(CategoryNameTaken):
        change_category(people, by=mia, name="Files")
    change_category(exports, by=mia, parent=None)
    assert names() == ["Files", "People", "Exports"]


def test_categories_stand_in_the_order_that_was_chosen(mia):
    one, _, three = (make_category(name, by=mia) for name in ("One", "Two", "Three"))
    inner = make_category("Inner", by=mia, parent=one)
    order_categories([three, one], by=mia)
    assert names() == ["Three", "Two", "One"]
    assert kinds()[-1] == "categories_ordered"
    with pytest.raises(NotBesideEachOther):
        order_categories([one, inner], by=mia)


def test_articles_stand_in_the_order_that_was_chosen_and_translations_with_them(mia):
    files = make_category("Files", by=mia)
    one, two, three = (write(mia, title, category=files) for title in ("One", "Two", "Three"))
    german = begin_translation(three, "de", by=mia)
    order_articles([three, one], by=mia)
    places = dict(Article.objects.values_list("pk", "position"))
    assert places == {three.pk: 0, two.pk: 1, one.pk: 2, german.pk: 0}
    with pytest.raises(NotBesideEachOther):
        order_articles([one, write(mia, "Elsewhere")], by=mia)


def test_what_a_removed_category_held_goes_where_it_was_sent(mia):
    files, people = make_category("Files", by=mia), make_category("People", by=mia)
    make_category("Exports", by=mia, parent=files)
    write(mia, "First", category=people)
    for title in ("Second", "Third"):
        write(mia, title, category=files)
    assert remove_category(files, by=mia, into=people, children_into=people) == 2
    assert titles(people) == ["First", "Second", "Third"]
    assert (names(), names(people)) == (["People"], ["Exports"])
    assert FormerCategoryAddress.objects.get(slug="files").category == people
    assert kinds()[-1] == "category_removed"


def test_a_removed_category_may_leave_its_articles_in_none(mia):
    files = make_category("Files", by=mia)
    make_category("Exports", by=mia, parent=files)
    write(mia, "First", category=files)
    remove_category(files, by=mia, into=None, children_into=None)
    assert (titles(None), names()) == (["First"], ["Exports"])


def test_nothing_is_removed_when_its_parts_can_go_nowhere(mia):
    files, people = make_category("Files", by=mia), make_category("People", by=mia)
    make_category("Exports", by=mia, parent=files)
    make_category("Exports", by=mia, parent=people)
    with pytest.raises(CategoryNameTaken):
        remove_category(files, by=mia, into=people, children_into=people)
    with pytest.raises(NotBesideEachOther):
        remove_category(files, by=mia, into=files, children_into=None)
    assert (names(), names(files)) == (["Files", "People"], ["Exports"])


@pytest.mark.parametrize("status", [ArticleStatus.DRAFT, ArticleStatus.INTERNAL, ArticleStatus.PUBLISHED])
def test_what_is_brought_back_from_the_archive_is_what_it_was(mia, status):
    write(mia, "One", status=status)
    archived = write(mia, "Two", status=ArticleStatus.ARCHIVED)
    assert archive_articles(Article.objects.all(), by=mia) == 1
    assert {article.status for article in Article.objects.all()} == {ArticleStatus.ARCHIVED}
    assert restore_articles(Article.objects.all(), by=mia) == 2
    assert Article.objects.get(title="One").status == status
    assert Article.objects.get(pk=archived.pk).status == ArticleStatus.DRAFT
    assert restore_articles(Article.objects.all(), by=mia) == 0


def test_what_was_scheduled_is_so_again_however_it_was_archived(mia):
    tomorrow = timezone.now() + timedelta(days=1)
    for title in ("One", "Two"):
        write(mia, title, published_at=tomorrow)
    save_article(Article.objects.get(title="One"), by=mia, status=ArticleStatus.ARCHIVED)
    archive_articles(Article.objects.all(), by=mia)
    restore_articles(Article.objects.all(), by=mia)
    assert Article.objects.scheduled().count() == 2


def test_many_articles_get_an_owner_a_day_and_a_category_with_a_fact_each(mia, anton, alice):
    files = make_category("Files", by=mia)
    articles = [write(mia, title) for title in ("One", "Two")]
    assert set_owner(articles, anton, by=mia) == 2
    assert plan_review(articles, date(2027, 1, 1), by=mia) == 2
    assert move_articles(articles, files, by=mia) == 2
    kept = Article.objects.in_order()
    assert [(one.owner, one.review_on, one.category) for one in kept] == [
        (anton, date(2027, 1, 1), files)
    ] * 2
    assert titles(files) == ["One", "Two"]
    assert kinds()[-6:] == ["owner_changed"] * 2 + ["review_planned"] * 2 + ["moved"] * 2
    assert set_owner(articles, anton, by=mia) == 0
    assert set_owner(articles, None, by=mia) == 2
    with pytest.raises(NotAllowed):
        set_owner(articles, alice, by=mia)


def test_a_reviewed_article_is_due_again_on_its_day(mia):
    article = write(mia, review_on=timezone.localdate())
    assert Article.objects.due_for_review().count() == 1
    again = timezone.localdate() + timedelta(days=180)
    assert mark_reviewed([article], by=mia, again_on=again) == 1
    assert not Article.objects.due_for_review().exists()
    assert Article.objects.get().review_on == again
    assert kinds()[-1] == "reviewed"


def test_a_translation_begins_with_the_originals_words_for_the_same_readers(mia, anton):
    files = make_category("Files", by=mia)
    original = write(mia, language="en", category=files, tags=["csv"], owner=anton)
    german = begin_translation(original, "de", by=mia)
    assert (german.title, german.text, german.tags) == (original.title, original.text, ["csv"])
    assert (german.status, german.language, german.original) == (ArticleStatus.DRAFT, "de", original)
    assert (german.category, german.owner) == (files, anton)
    assert begin_translation(german, "ar", by=mia).original == original
    for taken in ("de", "en"):
        with pytest.raises(LanguageTaken):
            begin_translation(original, taken, by=mia)


def test_a_translation_is_behind_until_it_is_written_anew_or_found_right(mia):
    original = write(mia, language="en")
    german, arabic = (begin_translation(original, language, by=mia) for language in ("de", "ar"))
    save_article(original, by=mia, tags=["csv"])
    assert not Article.objects.behind_their_originals().exists()
    save_article(original, by=mia, text="Send it twice.")
    assert {one.language for one in Article.objects.behind_their_originals()} == {"de", "ar"}
    save_article(german, by=mia, text="Zweimal senden.")
    assert confirm_translation(arabic, by=mia)
    assert not confirm_translation(arabic, by=mia)
    assert not Article.objects.behind_their_originals().exists()
    assert set(Article.objects.exclude(original=None).values_list("original_version", flat=True)) == {2}
    assert kinds()[-1] == "translation_confirmed"


def test_what_has_no_version_in_a_language_is_found(mia):
    write(mia, "Deutsch", language="de")
    done, missing = write(mia, "Done", language="en"), write(mia, "Missing", language="en")
    write(mia, "Old", language="en", status=ArticleStatus.ARCHIVED)
    begin_translation(done, "de", by=mia)
    assert list(Article.objects.untranslated_into("de")) == [missing]
    archive_articles(Article.objects.filter(original=done), by=mia)
    assert set(Article.objects.untranslated_into("de")) == {done, missing}


def test_customers_keep_nothing_in_order(mia, alice):
    article, files = write(mia), make_category("Files", by=mia)
    for attempt in (
        lambda: change_category(files, by=alice, name="Mine"),
        lambda: order_categories([files], by=alice),
        lambda: remove_category(files, by=alice, into=None, children_into=None),
        lambda: order_articles([article], by=alice),
        lambda: archive_articles([article], by=alice),
        lambda: restore_articles([article], by=alice),
        lambda: set_owner([article], None, by=alice),
        lambda: plan_review([article], None, by=alice),
        lambda: mark_reviewed([article], by=alice, again_on=date(2027, 1, 1)),
        lambda: move_articles([article], files, by=alice),
        lambda: begin_translation(article, "de", by=alice),
        lambda: confirm_translation(article, by=alice),
        lambda: mend_link(article, "/help/a/", "/help/b/", by=alice),
    ):
        with pytest.raises(NotAllowed):
            attempt()
