"""The page on which an article is written: what it saves, keeps, shows, compares and brings back."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from smartai.core.knowledge.actions import keep_draft, make_category, save_article
from smartai.core.knowledge.models import Article, ArticleDraft, ArticleFile, Category, FormerAddress
from smartai.core.people.actions import change_profile, join_organisation
from tests.cast import client_of
from tests.web.console.test_groups import fields_of

pytestmark = pytest.mark.django_db
NEW = "/desk/settings/articles/new/"
TYPED = {"title": "Exports", "text": "Send it.", "status": "published"}
FETCHED = {"X-Requested-With": "fetch"}


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(made, "PNG")
    return made.getvalue()


def page_of(article: Article) -> str:
    return reverse("console:article", args=[article.pk])


def written(mia, **values) -> Article:
    return save_article(None, by=mia, **{"title": "Exports", "text": "Send it.", **values})


def open_form(client: Client, url: str) -> dict[str, str]:
    return {name: str(value) for name, value in fields_of(client.get(url).content.decode(), "stack").items()}


def test_everything_beside_the_text_is_saved(mia, alice):
    join_organisation(alice, "Lindqvist AB", by=mia)
    english = written(mia, title="Invoices", language="en")
    files = make_category("Files", by=mia)
    sent = {
        **TYPED, "title": "Rechnungen", "slug": "Rechnungen lesen", "language": "de",
        "original": english.slug, "category": files.pk, "new_category": "PDF", "tags": "pdf, steuer",
        "audience": "organisation",
        "organisation": "Lindqvist AB", "owner": mia.pk, "review_on": "2027-03-01",
    }  # fmt: skip
    client = client_of(mia)
    answer = client.post(NEW, sent)
    article = Article.objects.get(slug="rechnungen-lesen")
    assert answer.headers["Location"] == page_of(article)
    assert (article.original, article.language, article.tags) == (english, "de", ["pdf", "steuer"])
    assert (str(article.category), article.category and article.category.parent) == ("PDF", files)
    assert (article.audience, str(article.organisation), article.owner) == (
        "organisation",
        "Lindqvist AB",
        mia,
    )
    assert str(article.review_on) == "2027-03-01"
    again = open_form(client, page_of(article))
    assert client.post(page_of(article), again).status_code == 302
    kept = Article.objects.get(pk=article.pk)
    assert (kept.version, kept.slug, kept.original, kept.category) == (
        1,
        article.slug,
        english,
        article.category,
    )


def test_a_time_to_publish_is_in_the_writers_zone(mia):
    change_profile(mia, by=mia, time_zone="Asia/Tokyo")
    client_of(mia).post(NEW, {**TYPED, "published_at": "2031-05-01T09:30"})
    article = Article.objects.get()
    assert article.published_at == datetime(2031, 5, 1, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
    assert article.is_scheduled
    assert 'value="2031-05-01T09:30"' in client_of(mia).get(page_of(article)).content.decode()


def test_saving_what_is_published_leaves_the_second_at_which_it_was(mia):
    client_of(mia).post(NEW, TYPED)
    article = Article.objects.get()
    client_of(mia).post(page_of(article), open_form(client_of(mia), page_of(article)))
    assert Article.objects.get().published_at == article.published_at


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"slug": "!!!"}, "Latin letters"),
        ({"slug": "taken"}, "Another article has this address"),
        ({"original": "nowhere"}, "no article with this address"),
        ({"audience": "organisation"}, "Say which organisation"),
        ({"audience": "organisation", "organisation": "Nobody"}, "no organisation of this name"),
        ({"language": "de", "original": "taken"}, "in this language already"),
        ({"published_at": "2026-13-40T99:99"}, "valid date"),
        ({"category": "below", "new_category": "Third"}, "two levels"),
        ({"text": "x" * 100_001}, "At most 100000 characters"),
    ],
)
def test_what_can_not_be_is_said_at_its_field_and_nothing_is_saved(mia, wrong, told):
    written(mia, title="Taken", language="de")
    below = make_category("Below", by=mia, parent=make_category("Top", by=mia))
    wrong = {name: str(below.pk) if value == "below" else value for name, value in wrong.items()}
    answer = client_of(mia).post(NEW, {**TYPED, "language": "en", **wrong})
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Article.objects.count() == 1
    assert not Category.objects.filter(name="Third").exists()
    assert 'value="Exports"' in answer.content.decode()


def test_an_address_that_is_changed_goes_on_leading_there(mia):
    article = written(mia)
    client_of(mia).post(
        page_of(article), {**open_form(client_of(mia), page_of(article)), "slug": "big-files"}
    )
    assert Article.objects.get().slug == "big-files"
    assert FormerAddress.objects.get().slug == "exports"


def keep(client: Client, article: Article | None = None, **values: str):
    name = "console:article-draft" if article else "console:article-new-draft"
    url = reverse(name, args=[article.pk] if article else [])
    sent = {"page": "one", "opened": timezone.now().isoformat(), **values}
    return client.post(url, sent, headers=FETCHED)


def test_what_is_typed_is_kept_offered_gone_on_with_and_ends_with_the_save(mia):
    article, client = written(mia), client_of(mia)
    form = open_form(client, page_of(article))
    answer = keep(client, article, **{**form, "page": form["page"], "text": "Half a sen"})
    assert re.match(r"Kept as a draft at \d\d:\d\d\.", answer.json()["saved"])
    page = client.get(page_of(article)).content.decode()
    assert "You have unsaved changes from" in page
    assert fields_of(page, "stack")["text"] == "Send it."
    on = f"{page_of(article)}?draft={form['page']}"
    went_on = open_form(client, on)
    assert went_on["text"] == "Half a sen"
    assert client.post(page_of(article), {**went_on, "text": "Half a sentence."}).status_code == 302
    assert Article.objects.get().text == "Half a sentence."
    assert not ArticleDraft.objects.exists()


def test_unsaved_changes_that_were_not_looked_at_survive_another_save(mia):
    article, client = written(mia), client_of(mia)
    keep(client, article, text="Half a sen", title="Exports")
    client.post(page_of(article), {**open_form(client, page_of(article)), "text": "Other."})
    assert ArticleDraft.objects.get().values["text"] == "Half a sen"


def test_unsaved_changes_can_be_discarded(mia, anton):
    article = written(mia)
    keep(client_of(mia), article, text="x")
    url = reverse("console:article-draft-end", args=[article.pk])
    client_of(anton).post(url, {"page": "one"})
    assert ArticleDraft.objects.count() == 1
    assert client_of(mia).post(url, {"page": "one"}).headers["Location"] == page_of(article)
    assert not ArticleDraft.objects.exists()


def test_going_on_with_a_draft_does_not_overwrite_what_a_colleague_saved_meanwhile(mia, anton):
    article, client = written(mia), client_of(mia)
    form = open_form(client, page_of(article))
    keep(client, article, **{**form, "text": "Mine."})
    save_article(article, by=anton, text="Anton's.")
    went_on = open_form(client, f"{page_of(article)}?draft={form['page']}")
    stopped = client.post(page_of(article), went_on)
    assert stopped.status_code == 409
    assert "Anton Krause saved this after you opened it" in stopped.content.decode()
    assert Article.objects.get().text == "Anton's."
    assert ArticleDraft.objects.get().values["text"] == "Mine."


def test_somebody_else_who_is_writing_is_named(mia, anton, later):
    article = written(mia)
    keep(client_of(mia), article, text="x")
    told = "Mia Keller is writing on this too, since"
    assert told in client_of(anton).get(page_of(article)).content.decode()
    assert keep(client_of(anton), article, text="y").json()["others"].startswith(told)
    assert told not in client_of(mia).get(page_of(article)).content.decode()
    later(minutes=11)
    assert told not in client_of(anton).get(page_of(article)).content.decode()


def test_an_older_window_is_told_that_another_one_went_on(mia):
    client, opened = client_of(mia), (timezone.now() - timedelta(minutes=1)).isoformat()
    keep(client, text="newer", page="two")
    answer = keep(client, text="older", page="one", opened=opened)
    assert answer.status_code == 409
    assert "another window" in answer.json()["error"]
    assert ArticleDraft.objects.get().values["text"] == "newer"


@pytest.mark.parametrize("opened", ["", "x", "9999-99-99", "2026-01-01T00:00"])
def test_what_no_clock_says_is_now(mia, opened):
    assert keep(client_of(mia), text="x", opened=opened).status_code == 200


def test_a_text_that_is_too_long_is_said_and_not_kept(mia):
    answer = keep(client_of(mia), text="x" * 100_001)
    assert answer.status_code == 422
    assert "At most 100000 characters" in answer.json()["error"]
    assert not ArticleDraft.objects.exists()


def test_whoever_is_signed_out_is_told_so_by_a_status_that_the_page_understands(mia):
    assert keep(client_of(None), text="x").status_code == 401


@pytest.mark.django_db(transaction=True)
def test_a_picture_is_uploaded_shown_in_the_preview_and_saved_with_the_article(mia):
    client = client_of(mia)
    url = reverse("console:article-new-files")
    told = client.post(url, {"file": SimpleUploadedFile("a [1].png", png())}, headers=FETCHED)
    assert told.status_code == 201
    words = told.json()["markdown"]
    assert words.startswith(r"![a \[1\].png](/help/files/")
    preview = client.post(reverse("console:article-new-preview"), {"title": "T", "text": words})
    assert f'<img src="{told.json()["address"]}" alt="a [1].png"' in preview.content.decode()
    client.post(NEW, {**TYPED, "text": words})
    assert ArticleFile.objects.get().article == Article.objects.get()
    assert client_of(None).get(told.json()["address"]).headers["Content-Type"] == "image/webp"


@pytest.mark.django_db(transaction=True)
def test_without_a_script_files_come_with_the_form_and_stand_at_the_end(mia):
    files = [SimpleUploadedFile("a.png", png()), SimpleUploadedFile("b.pdf", b"%PDF-1.4")]
    client_of(mia).post(NEW, {**TYPED, "files": files})
    article = Article.objects.get()
    assert re.fullmatch(r"Send it\.\n\n!\[a\.png\]\(\S+\)\n\n\[b\.pdf\]\(\S+\)", article.text)
    assert article.files.count() == 2
    assert "<img" in article.html


@pytest.mark.django_db(transaction=True)
def test_files_that_no_text_uses_are_listed_and_can_be_removed(mia):
    client = client_of(mia)
    client.post(NEW, {**TYPED, "files": SimpleUploadedFile("a.csv", b"a,b")})
    article, file = Article.objects.get(), ArticleFile.objects.get()
    url = reverse("console:article-file-removal", args=[file.pk])
    assert url not in client.get(page_of(article)).content.decode()
    assert "is used in the text" in client.post(url, follow=True).content.decode()
    save_article(article, by=mia, text="x")
    assert url in client.get(page_of(article)).content.decode()
    assert "a.csv is removed." in client.post(url, follow=True).content.decode()
    assert not ArticleFile.objects.exists()


@pytest.mark.parametrize("sent", [{}, {"file": SimpleUploadedFile("a.txt", b"")}])
def test_an_upload_that_is_none_is_told_in_a_sentence(mia, sent):
    answer = client_of(mia).post(reverse("console:article-new-files"), sent)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")


def test_only_the_page_of_writing_lets_the_editor_read_what_is_pasted(mia):
    def policy(url: str) -> str:
        return client_of(mia).get(url).headers["Content-Security-Policy"]

    assert "trusted-types smartai ProseMirrorClipboard" in policy(NEW)
    assert "trusted-types smartai;" in f"{policy('/desk/settings/articles/')};"
    assert "'unsafe" not in policy(NEW)


def test_the_preview_is_the_page_as_it_will_be_and_runs_nothing(mia):
    text = "## A\n\n<script>alert(1)</script>\n\n> [!TIP]\n> x"
    answer = client_of(mia).post(reverse("console:article-new-preview"), {"title": "<b>", "text": text})
    page = answer.content.decode()
    assert '<h2 id="h-a">A</h2>' in page
    assert "&lt;script&gt;" in page
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert not Article.objects.exists()


def test_versions_are_listed_compared_and_brought_back(mia, anton):
    article = written(mia, text="Press Export now.\n\nWait.")
    save_article(article, by=anton, text="Press Export now.\n\nWait a minute.")
    client = client_of(mia)
    listed = client.get(reverse("console:article-versions", args=[article.pk])).content.decode()
    assert "Anton Krause" in listed
    assert "<bdi>9</bdi> characters more" in listed
    url = reverse("console:article-version", args=[article.pk, 2])
    page = client.get(url).content.decode()
    assert '<ins><span class="hidden-words">Added: </span> a minute</ins>' in page
    assert "Press Export now." in page
    assert "What became of version <bdi>1</bdi> in version <bdi>2</bdi>" in page
    assert "Restore this version" not in page
    restored = client.post(reverse("console:article-restoring", args=[article.pk, 1]), follow=True)
    assert "says again what it said in version 1" in restored.content.decode()
    kept = Article.objects.get()
    assert (kept.text, kept.version) == ("Press Export now.\n\nWait.", 3)
    back = client.get(
        reverse("console:article-version", args=[article.pk, 1]), {"with": "2"}
    ).content.decode()
    assert "version <bdi>1</bdi> in version <bdi>2</bdi>" in back


def test_long_stretches_that_stayed_are_left_out_of_a_comparison(mia):
    lines = [f"Line {n}" for n in range(60)]
    article = written(mia, text="\n".join(lines))
    save_article(article, by=mia, text="\n".join([*lines[:30], "New", *lines[30:]]))
    page = client_of(mia).get(reverse("console:article-version", args=[article.pk, 2])).content.decode()
    assert "<bdi>27</bdi> lines are the same" in page
    assert "Line 28" in page
    assert "Line 5<" not in page


@pytest.mark.parametrize("version", [0, 7, 2**31])
def test_a_version_that_is_not_there_is_not_there(mia, version):
    article = written(mia)
    assert client_of(mia).get(f"{page_of(article)}versions/{version}/").status_code == 404
    assert client_of(mia).post(f"{page_of(article)}versions/{version}/restore/").status_code == 404


def test_the_page_costs_the_same_however_much_there_is(mia, anton):
    article = written(mia, text="x")
    for n in range(5):
        make_category(f"Category {n}", by=mia)
        save_article(article, by=mia, text=f"x {n}")
        written(mia, title=f"Other {n}")
    keep_draft(article, {"text": "x"}, by=anton, page="a", opened=timezone.now())
    client = client_of(mia)
    client.get(page_of(article))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get(page_of(article))
    assert len(asked) <= 13, [query["sql"][:90] for query in asked]
