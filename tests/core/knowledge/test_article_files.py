"""Pictures and files of articles: taken once, seen with the article, gone when nothing shows them."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from smartai.core.knowledge.actions import (
    add_article_file,
    begin_translation,
    keep_draft,
    remove_article_file,
    remove_loose_files,
    save_article,
)
from smartai.core.knowledge.actions import article_files as files
from smartai.core.knowledge.errors import FileInUse, TooManyFiles
from smartai.core.knowledge.models import Article, ArticleFile, ArticleStatus, Audience
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actors import NOBODY
from smartai.foundation.accounts.models import Person
from smartai.foundation.files.errors import UploadNotFound
from smartai.foundation.files.models import StoredFile, StoredState
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner

pytestmark = pytest.mark.django_db(transaction=True)


def picture(width: int = 40, height: int = 20) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(made, "PNG")
    return made.getvalue()


def add(
    person: Person, article: Article | None = None, content: bytes = b"a,b", name: str = "a.csv"
) -> ArticleFile:
    stored = receive([content], name, 1_000_000, person_owner(person.pk))
    return add_article_file(article, stored.key, person_owner(person.pk), by=person)


def shows(file: ArticleFile) -> str:
    return f"![Steps](/help/files/{file.file.key}/steps.png)"


def test_a_picture_of_a_new_article_is_shown_in_it_and_becomes_its_own(mia):
    file = add(mia, content=picture(), name="steps.png")
    article = save_article(None, by=mia, title="Exports", text=shows(file))
    assert (
        f'<img src="/help/files/{file.file.key}/steps.png" alt="Steps" width="40" height="20"' in article.html
    )
    assert list(article.files.all()) == [file]


def test_nobody_puts_anothers_upload_or_file_into_an_article(mia, anton):
    theirs = receive([b"x"], "x.txt", 10, person_owner(anton.pk))
    with pytest.raises(UploadNotFound):
        add_article_file(None, theirs.key, person_owner(mia.pk), by=mia)
    loose = add(anton, content=picture())
    article = save_article(None, by=mia, title="Exports", text=shows(loose))
    assert "<img" not in article.html
    assert not article.files.exists()


def test_customers_add_and_remove_nothing(alice, mia):
    stored = receive([b"x"], "x.txt", 10, person_owner(alice.pk))
    with pytest.raises(NotAllowed):
        add_article_file(None, stored.key, person_owner(alice.pk), by=alice)
    with pytest.raises(NotAllowed):
        remove_article_file(add(mia), by=alice)


def test_a_file_is_seen_by_whoever_may_see_its_article(mia, alice):
    article = save_article(None, by=mia, title="Exports", text="x")
    add(mia, article)
    add(mia)

    def seen_by(actor) -> int:
        return ArticleFile.objects.visible_to(actor).count()

    assert (seen_by(mia), seen_by(alice), seen_by(NOBODY)) == (2, 0, 0)
    save_article(article, by=mia, status=ArticleStatus.PUBLISHED, audience=Audience.SIGNED_IN)
    assert (seen_by(alice), seen_by(NOBODY)) == (1, 0)
    save_article(article, by=mia, audience=Audience.EVERYBODY)
    assert seen_by(NOBODY) == 1


def test_a_translation_shows_the_originals_pictures_and_keeps_them(mia, alice):
    file = add(mia, content=picture())
    english = save_article(None, by=mia, title="Exports", text=shows(file), language="en")
    german = begin_translation(english, "de", by=mia)
    assert "<img" in german.html
    save_article(english, by=mia, text="x")
    with pytest.raises(FileInUse):
        remove_article_file(ArticleFile.objects.get(), by=mia)
    assert not ArticleFile.objects.visible_to(alice).exists()
    save_article(german, by=mia, status=ArticleStatus.PUBLISHED)
    assert ArticleFile.objects.visible_to(alice).count() == 1


def test_a_file_goes_only_when_neither_the_article_nor_somebodys_draft_shows_it(mia, anton):
    article = save_article(None, by=mia, title="Exports", text="x")
    file = add(mia, article)
    save_article(article, by=mia, text=shows(file))
    with pytest.raises(FileInUse):
        remove_article_file(ArticleFile.objects.get(), by=mia)
    save_article(article, by=mia, text="x")
    draft = keep_draft(article, {"text": shows(file)}, by=anton, page="p", opened=article.created_at)
    with pytest.raises(FileInUse):
        remove_article_file(ArticleFile.objects.get(), by=mia)
    draft.delete()
    remove_article_file(ArticleFile.objects.get(), by=mia)
    assert not ArticleFile.objects.exists()
    assert StoredFile.objects.get().state == StoredState.DISCARDED


def test_a_draft_that_reads_like_a_number_stands_in_nobodys_way(mia, anton):
    article = save_article(None, by=mia, title="Exports", text="x")
    add(mia, article)
    keep_draft(article, {"text": "9" * 5_000}, by=anton, page="p", opened=article.created_at)
    remove_article_file(ArticleFile.objects.get(), by=mia)
    assert not ArticleFile.objects.exists()


def test_an_article_has_so_many_files_and_no_more(mia, monkeypatch):
    monkeypatch.setattr(files, "MOST_FILES", 1)
    add(mia)
    with pytest.raises(TooManyFiles):
        add(mia)


def test_what_was_put_into_an_article_that_nobody_went_on_with_goes_after_a_month(mia, anton, later):
    add(mia)
    add(anton)
    keep_draft(None, {"text": "x"}, by=anton, page="p", opened=anton.created_at)
    assert remove_loose_files() == 0
    later(days=31)
    assert remove_loose_files() == 1
    assert [file.person for file in ArticleFile.objects.all()] == [anton]
