"""Pictures and files of articles beside their Markdown: written, taken in, refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from smartai.core.knowledge.actions import add_article_file, make_category, save_article
from smartai.core.knowledge.models import Article, ArticleFile, ArticleStatus, ArticleVersion
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.paths import path_of as bytes_of
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from tests.cast import choose
from tests.config.test_articles_as_files import files, put, smartai
from tests.core.knowledge.test_article_files import picture

pytestmark = pytest.mark.django_db(transaction=True)
PUBLISHED = ArticleStatus.PUBLISHED


def add(person, article: Article, content: bytes, name: str) -> ArticleFile:
    stored = receive([content], name, 1_000_000, person_owner(person.pk))
    return add_article_file(article, stored.key, person_owner(person.pk), by=person)


def shown_in(person, article: Article, *added: ArticleFile, more: str = "") -> Article:
    lines = [
        f"![{one}]({one.address})" if one.file.has_preview else f"[{one}]({one.address})" for one in added
    ]
    return save_article(article, by=person, text="\n\n".join([*lines, more]))


@pytest.fixture
def two(mia) -> list[Article]:
    """Two articles with a picture of the same name, and a translation that shows its original's."""
    data = make_category("Data", by=mia)
    english = save_article(None, by=mia, title="Exports", text="x", category=data, status=PUBLISHED)
    steps, table = (add(mia, english, picture(), "steps 1.png"), add(mia, english, b"a,b", "notes.md"))
    shown_in(
        mia, english, steps, table, more="`[x](files/no.png)` and ![gone](files/no.png) [up](../imports/)"
    )
    german = save_article(
        None, by=mia, title="Exporte", text="x", language="de", original=english, category=data
    )
    shown_in(mia, german, steps)
    imports = save_article(None, by=mia, title="Imports", text="x", category=data, status=PUBLISHED)
    shown_in(mia, imports, add(mia, imports, picture(9, 9), "steps 1.png"))
    return [english, german, imports]


def test_an_export_puts_files_beside_the_markdown_and_both_ways_again_change_nothing(two, tmp_path):
    told = smartai("export", tmp_path).output
    assert "3 written, 0 unchanged\nPictures and files: 3 written, 0 unchanged" in told
    before = files(tmp_path)
    second = next(name for name in before if name.startswith("data/files/steps-1-"))
    assert set(before) == {
        "data/exports.en.md", "data/exporte.de.md", "data/imports.en.md",
        "data/files/steps-1.png", "data/files/notes.md.txt", second,
    }  # fmt: skip
    assert b"![steps 1.png](files/steps-1.png)" in before["data/exporte.de.md"]
    assert f"![steps 1.png]({second.removeprefix('data/')})".encode() in before["data/imports.en.md"]
    known = (ArticleVersion.objects.count(), StoredFile.objects.count(), StoredEvent.objects.count())
    assert smartai("import", tmp_path).output == "0 new, 0 changed, 3 unchanged\n"
    assert (ArticleVersion.objects.count(), StoredFile.objects.count(), StoredEvent.objects.count()) == known
    told = smartai("export", tmp_path).output
    assert "0 written, 3 unchanged\nPictures and files: 0 written, 3 unchanged" in told
    assert files(tmp_path) == before


def test_an_export_with_its_files_makes_the_same_articles_in_an_empty_product(two, tmp_path):
    smartai("export", tmp_path)
    before = files(tmp_path)
    ArticleFile.objects.all().delete()
    Article.objects.filter(original__isnull=False).delete()
    Article.objects.all().delete()
    assert "3 new, 0 changed, 0 unchanged, 3 new files" in smartai("import", tmp_path).output
    english, german, imports = (Article.objects.get(slug=one.slug) for one in two)
    assert [file.file.name for file in english.files.all()] == ["steps-1.png", "notes.md.txt"]
    for article in (english, german):
        assert f'<img src="{english.files.all()[0].address}" alt="steps 1.png" width="40"' in article.html
    assert (english.version, german.version, imports.files.count()) == (1, 1, 1)
    assert "0 new, 0 changed, 3 unchanged" in smartai("import", tmp_path).output
    told = smartai("export", tmp_path).output
    assert "0 written, 3 unchanged\nPictures and files: 0 written, 3 unchanged" in told
    assert files(tmp_path) == before


def test_a_new_picture_in_the_folder_is_shown_by_a_dry_run_and_stored_by_the_import(mia, alice, tmp_path):
    article = save_article(None, by=mia, title="Exports", text="Send it.", status=PUBLISHED)
    put(tmp_path, "exports.md", "title: Exports\nstatus: published", "![Steps](<pictures/my steps.png>)")
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures/my steps.png").write_bytes(picture())
    lines = smartai("import", tmp_path, "--dry-run").output.splitlines()
    assert {
        "    +![Steps](<pictures/my steps.png>)",
        f"    new file   pictures/my steps.png ({len(picture())} bytes)",
    } <= set(lines)
    assert "1 changed, 0 unchanged, 1 new files" in lines[-1]
    assert not StoredFile.objects.exists()
    smartai("import", tmp_path)
    article.refresh_from_db()
    file = ArticleFile.objects.visible_to(alice).get()
    assert article.text == f"![Steps](<{file.address}>)"
    assert f'<img src="{file.address}"' in article.html
    assert "0 new, 0 changed, 1 unchanged" in smartai("import", tmp_path).output
    (tmp_path / "pictures/my steps.png").write_bytes(picture(50, 20))
    told = smartai("import", tmp_path).output
    assert "1 changed, 0 unchanged, 1 new files" in told
    article.refresh_from_db()
    assert 'width="50"' in article.html
    assert "Pictures and files: 0 written, 1 unchanged" in smartai("export", tmp_path).output


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("[x](../../etc/passwd)", "../../etc/passwd: it leads out of the folder"),
        ("![x](..%2F..%2Fetc/passwd)", "..%2F..%2Fetc/passwd: it leads out of the folder"),
        ("![x](pictures/../../secret.png)", "it leads out of the folder"),
        ("![x](nothing.png)", "nothing.png: there is no such file"),
        ("[x](files/nothing.pdf)", "files/nothing.pdf: there is no such file"),
        ("![x](a%00b.png)", "there is no such file"),
        ("![x](files)", "files: it is no plain file"),
        ("[x](files/linked.csv)", "files/linked.csv: links are not followed"),
        ("[x](linked/secret.csv)", "linked/secret.csv: links are not followed"),
        ("[x](files/pipe.csv)", "files/pipe.csv: it is no plain file"),
        ("[x](files/empty.csv)", "files/empty.csv: it is empty"),
        ("[x](files/disk.zip)", "files/disk.zip: it has more than 200 MB"),
        ("[x](files/large.txt)", "files/large.txt: it has more than 1 MB"),
        ("![x](files/lie.png)", "files/lie.png: it is no picture"),
        ("[x](files/page.html)", "files/page.html: it is of a kind that articles don't have"),
        ("![x](files/drawing.svg)", "files/drawing.svg: it is of a kind that articles don't have"),
        ("[x](files/program)", "files/program: it is of a kind that articles don't have"),
    ],
)
def test_what_no_article_can_have_is_named_with_file_and_reason_and_nothing_changes(tmp_path, link, reason):
    choose("form", max_file_mb=1)
    (tmp_path / "secret.csv").write_text("secret")
    (tmp_path / "secret.png").write_bytes(picture())
    root = tmp_path / "help" / "inside"
    beside = root / "files"
    beside.mkdir(parents=True)
    (beside / "linked.csv").symlink_to(tmp_path / "secret.csv")
    (root / "linked").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(beside / "pipe.csv")
    for name, content in {
        "empty.csv": b"", "large.txt": b"x" * 1_048_577, "lie.png": b"<script>", "page.html": b"<p>Hello</p>",
        "drawing.svg": b"<svg></svg>", "program": b"\x7fELF\x02\x01\x01" + bytes(60),
    }.items():  # fmt: skip
        (beside / name).write_bytes(content)
    with (beside / "disk.zip").open("wb") as file:
        file.truncate(100 * 2**30)
    put(root, "good.md")
    put(root, "bad.md", "title: Bad\nslug: bad", f"One.\n\n{link}")
    told = smartai("import", root)
    assert told.exit_code == 1
    assert "bad.md:8: " in told.output
    assert reason in told.output
    assert told.output.count("bad.md") == 1
    assert "nothing was changed" in told.output
    assert not Article.objects.exists()
    assert not StoredFile.objects.exists()


def test_links_that_mean_no_file_are_left_as_they_are(tmp_path):
    text = (
        "[a](other.en.md) [b](https://x.example/files/a.png) [c](#h-x) [d](mailto:a@b.example) [e](imports)"
    )
    put(tmp_path, "a.md", "title: A", text)
    smartai("import", tmp_path)
    assert Article.objects.get().text == text
    smartai("export", tmp_path)
    assert text in (tmp_path / "a.md").read_text("utf-8")
    assert "0 new, 0 changed, 1 unchanged" in smartai("import", tmp_path).output


def test_what_an_edited_picture_in_the_folder_was_is_not_written_over(two, tmp_path):
    smartai("export", tmp_path)
    edited = tmp_path / "data/files/steps-1.png"
    edited.write_bytes(picture(7, 7))
    smartai("export", tmp_path)
    assert edited.read_bytes() == picture(7, 7)
    assert "0 changed" in smartai("import", tmp_path).output


def test_files_are_written_through_no_link_and_a_lost_one_is_named(two, mia, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "help" / "data").mkdir(parents=True)
    (tmp_path / "help" / "data" / "files").symlink_to(outside, target_is_directory=True)
    assert smartai("export", tmp_path / "help").exit_code == 1
    assert files(outside) == {}
    (tmp_path / "help" / "data" / "files").unlink()
    lost = StoredFile.objects.get(name="notes.md")
    bytes_of(lost).unlink()
    told = smartai("export", tmp_path / "help").output
    assert "notes.md: the product has lost its bytes" in told
    text = Path(tmp_path / "help/data/exports.en.md").read_text("utf-8")
    assert f"(/help/files/{lost.key}/notes.md)" in text
