"""Help articles kept as files: what the command takes in, refuses, shows and writes."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from smartai.config.articles.exporting import path_of
from smartai.config.cli import app
from smartai.core.knowledge.actions import make_category, save_article
from smartai.core.knowledge.events import ArticleSaved
from smartai.core.knowledge.models import Article, ArticleStatus, ArticleVersion, Audience, Category
from smartai.foundation.events.models import StoredEvent

pytestmark = pytest.mark.django_db
PUBLISHED = ArticleStatus.PUBLISHED


def smartai(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["articles", *map(str, words)])


def put(folder: Path, path: str, head: str = "title: Exports", text: str = "Send it.") -> Path:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{head}\n---\n\n{text}\n", "utf-8", newline="\n")
    return file


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def many(mia, lake) -> list[Article]:
    """One of every kind that there is."""
    parent = make_category("Data / files", by=mia)
    category = make_category("Exports", parent=parent, by=mia)
    english = save_article(
        None, by=mia, title='"Yes": 404 — #1', text="\n    code first\n\nÜmlaut, 表 and ---\n---\n",
        owner=mia, category=category, tags=["csv", "a, b", "no"], status=PUBLISHED,
        review_on=date(2027, 3, 31), published_at=datetime(2026, 1, 2, 3, 4, 5, 678, UTC),
    )  # fmt: skip
    return [
        english,
        save_article(None, by=mia, title="Exporte", text="Kurz.", language="de", original=english),
        save_article(
            None, by=mia, title="For Lake", text="", status=PUBLISHED, audience=Audience.ORGANISATION,
            organisation=lake,
        ),
        save_article(None, by=mia, title="null", text="For us.", status=ArticleStatus.INTERNAL),
        save_article(None, by=mia, title="Old", text="Gone.", status=ArticleStatus.ARCHIVED),
        save_article(
            None, by=mia, title="Soon", text="S", status=PUBLISHED,
            published_at=datetime(2199, 1, 1, tzinfo=UTC),
        ),
    ]  # fmt: skip


def test_importing_an_export_changes_nothing_and_exporting_again_writes_nothing(many, tmp_path):
    assert "6 written" in smartai("export", tmp_path).output
    before, versions = files(tmp_path), ArticleVersion.objects.count()
    facts = StoredEvent.objects.count()
    imported = smartai("import", tmp_path, "--archive-missing")
    assert (imported.exit_code, imported.output) == (0, "0 new, 0 changed, 6 unchanged, 0 archived\n")
    assert (ArticleVersion.objects.count(), StoredEvent.objects.count()) == (versions, facts)
    assert "0 written, 6 unchanged" in smartai("export", tmp_path).output
    assert files(tmp_path) == before
    assert all(b"\r" not in content for content in before.values())


def test_an_export_makes_the_same_articles_in_an_empty_product(many, tmp_path):
    smartai("export", tmp_path)
    before = files(tmp_path)
    Article.objects.filter(original__isnull=False).delete()
    Article.objects.all().delete()
    Category.objects.filter(parent__isnull=False).delete()
    Category.objects.all().delete()
    assert "6 new" in smartai("import", tmp_path).output
    assert "0 written, 6 unchanged" in smartai("export", tmp_path).output
    assert files(tmp_path) == before


def test_what_a_file_says_becomes_the_article_with_its_version_and_fact(mia, lake, tmp_path):
    put(tmp_path, "any/where/exports.en.md", "title: Exports\nstatus: published\ntags: csv, files")
    put(
        tmp_path, "exporte.md",
        "title: Exporte\nlanguage: de\ntranslation_of: exports\ncategory: Daten / Export\n"
        "owner: mia@acme.example\nstatus: published\n"
        "publish_at: 2030-01-01 10:00:00+02:00\naudience: organisation\n"
        "organisation: Lake Trading\nreview_on: 2027-03-31",
    )  # fmt: skip
    mia.email = "mia@acme.example"
    mia.save()
    assert smartai("import", tmp_path).exit_code == 0
    english, german = Article.objects.get(slug="exports"), Article.objects.get(slug="exporte")
    assert (english.tags, english.is_published, english.text) == (["csv", "files"], True, "Send it.")
    assert (german.original, german.language, german.owner) == (english, "de", mia)
    assert german.published_at == datetime(2030, 1, 1, 8, tzinfo=UTC)
    assert german.category is not None
    assert german.category.parent is not None
    assert (german.category.parent.name, german.category.name) == ("Daten", "Export")
    assert (german.organisation, german.review_on) == (lake, date(2027, 3, 31))
    put(tmp_path, "any/where/exports.en.md", "title: Exports", "Anew.")
    assert "0 new, 1 changed, 1 unchanged" in smartai("import", tmp_path).output
    assert list(english.versions.values_list("number", "text")) == [(2, "Anew."), (1, "Send it.")]
    english.refresh_from_db()
    assert (english.status, english.tags) == (ArticleStatus.DRAFT, [])
    assert {fact.actor_name for fact in StoredEvent.objects.filter(kind__startswith="knowledge.")} == {
        "import"
    }


def test_a_dry_run_shows_each_article_and_changes_nothing(mia, tmp_path):
    save_article(None, by=mia, title="Exports", text="One.\n\nTwo.", status=PUBLISHED)
    save_article(None, by=mia, title="Only here", text="Here.")
    smartai("export", tmp_path)
    (tmp_path / "only-here.en.md").unlink()
    file = tmp_path / "exports.en.md"
    file.write_text(file.read_text("utf-8").replace("Two.", "Three."), "utf-8")
    put(tmp_path, "new.md", "title: New")
    facts = StoredEvent.objects.filter(kind=ArticleSaved.kind).count()
    lines = smartai("import", tmp_path, "--dry-run").output.splitlines()
    assert {"changed    exports.en.md", "new        new.md", "not here   only-here"} <= set(lines)
    assert {"    -Two.", "    +Three."} <= set(lines)
    assert lines[-1] == "1 new, 1 changed, 0 unchanged, 1 not in the folder (nothing was changed: dry run)"
    assert Article.objects.get(slug="exports").text == "One.\n\nTwo."
    assert StoredEvent.objects.filter(kind=ArticleSaved.kind).count() == facts


def test_what_the_folder_has_no_file_of_stays_unless_it_shall_be_archived(mia, tmp_path):
    save_article(None, by=mia, title="Only here", text="Here.", status=PUBLISHED)
    put(tmp_path, "new.md", "title: New")
    smartai("import", tmp_path)
    assert Article.objects.get(slug="only-here").status == PUBLISHED
    assert "1 archived" in smartai("import", tmp_path, "--archive-missing").output
    assert Article.objects.get(slug="only-here").status == ArticleStatus.ARCHIVED


@pytest.mark.parametrize(
    ("head", "line", "reason"),
    [
        ("slug: x", 1, "the title is missing"),
        ("title: X\nlanguage: tlh", 3, "language"),
        ("title: X\nslug: ../../etc/passwd", 3, "a slug has small letters"),
        ("title: X\nstatus: public", 3, "status is none of draft, internal, published, archived"),
        ("title: X\naudience: organisation", 3, "which organisation?"),
        ("title: X\naudience: organisation\norganisation: Nobody Ltd", 4, "there is no organisation"),
        ("title: X\nowner: alice@lake.example", 3, "nobody in the team has the address"),
        ("title: X\npublish_at: soon\nstatus: published", 3, "publish_at is a moment"),
        ("title: X\npublish_at: 2030-01-01", 3, "counts only with status: published"),
        ("title: X\nreview_on: 2030-13-01", 3, "review_on is a day"),
        ("title: X\ncategory: a / b / c", 3, "two levels"),
        ("title: X\ntranslation_of: nothing", 3, "there is no article nothing"),
        ("title: X\nauthor: me", 3, "author means nothing here"),
        ("title: X\ntitle: Y", 3, "title is there twice"),
        (f"title: {'x' * 161}", 2, "at most 160"),
        ("title: [a, b]", 2, "one value, no list"),
        ("a: &a [x, x]\nb: &b [*a, *a]\ntitle: X", 2, "references"),
        ("title: *x", 2, "references"),
        ("title: !!python/object/apply:os.system [id]", 2, "types"),
        (f"title: {'[' * 5_000}", 2, "only lines like"),
        (f"title: X\ntags: {'{a: ' * 100}", 3, "only lines like"),
        ('title: "X', 2, "not understood"),
        ("title: X\n" + "# words\n" * 3_000, 1, "more than 16,384 characters"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_with_line_and_reason_and_nothing_changes(alice, tmp_path, head, line, reason):
    put(tmp_path, "a-good.md")
    put(tmp_path, "guides/bad.md", head)
    told = smartai("import", tmp_path)
    assert told.exit_code == 1
    assert f"guides/bad.md:{line}: " in told.output
    assert reason in told.output
    assert "1 problem; nothing was changed" in told.output
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"no head at all", "bad.md:1: the file must begin with"),
        (b"---\ntitle: X\n", "bad.md:1: the line of three hyphens that ends the head is missing"),
        (b"---\ntitle: X\n---\n\nok\n\xff\xfe", "bad.md:6: it is not UTF-8"),
        (b"---\ntitle: X\n---\n" + b"x" * 1_000_000, "bad.md: it has more than 1,000,000 bytes"),
        (b"---\ntitle: X\n---\n" + b"x" * 100_001, "bad.md:1: the text has more than 100,000 characters"),
        (b"", "bad.md:1: the file must begin with"),
    ],
)
def test_what_is_no_text_of_a_decent_size_is_refused(tmp_path, content, reason):
    (tmp_path / "bad.md").write_bytes(content)
    told = smartai("import", tmp_path)
    assert (told.exit_code, reason in told.output) == (1, True)


def test_of_a_file_as_big_as_a_disk_only_the_beginning_is_read(tmp_path):
    with (tmp_path / "bad.md").open("wb") as file:
        file.truncate(100 * 2**30)
    assert "more than 1,000,000 bytes" in smartai("import", tmp_path).output


def test_links_and_pipes_are_not_followed(tmp_path):
    outside = put(tmp_path / "outside", "secret.md", "title: Secret").parent
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "linked.md").symlink_to(outside / "secret.md")
    (inside / "folder").symlink_to(outside, target_is_directory=True)
    os.mkfifo(inside / "pipe.md")
    told = smartai("import", inside).output
    assert "linked.md: links are not followed" in told
    assert "folder: links are not followed" in told
    assert "pipe.md: it is no plain file" in told
    assert not Article.objects.exists()


def test_an_export_writes_through_no_link_and_out_of_no_folder(mia, tmp_path):
    category = make_category("Data", by=mia)
    article = save_article(None, by=mia, title="Exports", text="Mine.", category=category)
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "help").mkdir()
    (tmp_path / "help" / "data").symlink_to(outside, target_is_directory=True)
    assert smartai("export", tmp_path / "help").exit_code == 1
    assert files(outside) == {}
    article.slug, category.slug = "../../x", "/etc"
    article.category = category
    assert path_of(article) == f"category-{category.pk}/article-{article.pk}.en.md"


def test_an_export_keeps_to_the_files_that_the_folder_has_and_leaves_the_rest(mia, tmp_path):
    article = save_article(None, by=mia, title="Exports", text="One.")
    put(tmp_path, "our/own place/e.md", "title: Exports\nslug: exports")
    other = put(tmp_path, "not-yet.md", "title: Not yet imported")
    (tmp_path / "README.md").write_text("How we write.")
    save_article(article, by=mia, text="Two.")
    told = smartai("export", tmp_path).output
    assert "1 written, 0 unchanged" in told
    assert f"1 files in {tmp_path} belong to no article" in told
    assert set(files(tmp_path)) == {"our/own place/e.md", "not-yet.md", "README.md"}
    assert b"Two." in (tmp_path / "our/own place/e.md").read_bytes()
    assert b"Not yet imported" in other.read_bytes()


def test_two_files_of_one_slug_are_refused(tmp_path):
    put(tmp_path, "a/exports.md")
    put(tmp_path, "b/exports.de.md")
    assert "b/exports.de.md:1: exports is the slug of a/exports.md too" in smartai("import", tmp_path).output


def test_an_article_is_there_once_in_a_language(many, tmp_path):
    put(tmp_path, "zweite.md", f"title: Zweite\nlanguage: de\ntranslation_of: {many[0].slug}")
    put(tmp_path, "dritte.md", "title: Dritte\nlanguage: ar\ntranslation_of: exporte")
    told = smartai("import", tmp_path).output
    assert "zweite.md:3: exporte is this article in de already" in told
    assert "dritte.md:4: a translation names the article that was written first" in told


def test_a_new_article_cannot_take_the_address_that_another_one_had(mia, tmp_path):
    save_article(save_article(None, by=mia, title="Exports", text="x"), by=mia, slug="files")
    put(tmp_path, "exports.md", "slug: exports\ntitle: Exports")
    assert "exports.md:2: exports is a former address of files" in smartai("import", tmp_path).output


def test_a_file_may_come_from_windows_and_name_itself_in_any_letters(tmp_path):
    (tmp_path / "a\x1b[31m.md").write_bytes(b"---\r\nslug: a\r\ntitle: A\r\n---\r\n\r\nOne.\r\nTwo.\r\n")
    told = smartai("import", tmp_path, "--dry-run").output
    assert "\x1b" not in told
    smartai("import", tmp_path)
    assert Article.objects.get().text == "One.\nTwo."
    assert "0 new, 0 changed, 1 unchanged" in smartai("import", tmp_path).output


def test_an_import_that_was_stopped_goes_on(tmp_path):
    for name in ("a", "b", "c"):
        put(tmp_path, f"{name}.md", f"title: {name}")
    smartai("import", tmp_path)
    Article.objects.filter(slug="b").delete()
    assert "1 new, 0 changed, 2 unchanged" in smartai("import", tmp_path).output


def test_where_no_folder_is_the_command_was_used_wrongly(tmp_path):
    (tmp_path / "file").write_text("x")
    assert smartai("import", tmp_path / "nowhere").exit_code == 2
    assert smartai("export", tmp_path / "file").exit_code == 2


def test_the_articles_of_the_quality_set_are_such_files(tmp_path):
    told = smartai("import", Path(__file__).parents[2] / "quality" / "articles")
    assert (told.exit_code, "72 new" in told.output) == (0, True)
    smartai("export", tmp_path)
    assert "0 new, 0 changed, 72 unchanged" in smartai("import", tmp_path).output
