"""Files of articles: seen with the article and never otherwise, pictures as our own copy."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from smartai.core.knowledge.actions import add_article_file, save_article
from smartai.core.knowledge.models import Article, ArticleStatus, Audience
from smartai.foundation.files.paths import path_of
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from tests.cast import client_of

pytestmark = pytest.mark.django_db(transaction=True)


def put(mia, article: Article, content: bytes, name: str) -> str:
    stored = receive([content], name, 1_000_000, person_owner(mia.pk))
    add_article_file(article, stored.key, person_owner(mia.pk), by=mia)
    return f"/help/files/{stored.key}/{name}"


def written(mia, **values) -> Article:
    return save_article(
        None, by=mia, title="Exports", text="x", **{"status": ArticleStatus.PUBLISHED, **values}
    )


def test_a_picture_is_shown_as_our_own_copy_and_kept_by_the_readers_browser_alone(mia):
    made = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(made, "PNG")
    answer = client_of(None).get(put(mia, written(mia), made.getvalue(), "steps.png"))
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "private, max-age=86400, immutable"
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"  # type: ignore[attr-defined]  # a stream


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "data.csv", "paper.pdf"])
def test_everything_else_is_a_download_that_no_browser_shows_as_a_page(mia, name):
    answer = client_of(None).get(put(mia, written(mia), b"<script>alert(1)</script>", name))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "html" not in answer.headers["Content-Type"]


def test_a_file_is_there_for_whoever_may_read_the_article_and_else_for_nobody(mia, alice):
    article = written(mia, audience=Audience.SIGNED_IN)
    url = put(mia, article, b"a,b", "a.csv")

    def answers() -> list[int]:
        return [client_of(who).get(url).status_code for who in (None, alice, mia)]

    assert answers() == [404, 200, 200]
    save_article(article, by=mia, status=ArticleStatus.DRAFT)
    assert answers() == [404, 404, 200]
    save_article(article, by=mia, status=ArticleStatus.PUBLISHED, audience=Audience.EVERYBODY)
    assert answers() == [200, 200, 200]


def test_a_key_that_is_none_and_a_file_whose_bytes_are_gone_are_not_there(mia):
    article = written(mia)
    url = put(mia, article, b"a,b", "a.csv")
    path_of(article.files.get().file).unlink()
    for address in (url, f"/help/files/{'x' * 22}/a.csv", f"/help/files/{'x' * 500}/a.csv"):
        assert client_of(None).get(address).status_code == 404


def test_the_name_in_the_address_is_for_people(mia):
    url = put(mia, written(mia), b"a,b", "a.csv")
    assert client_of(None).get(url.replace("a.csv", "تصدير.csv")).status_code == 200


FILM = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(range(200))


def test_a_video_plays_in_the_page_of_its_article_and_in_no_other_answer(mia):
    article = written(mia)
    url = put(mia, article, FILM, "tour.mp4")
    save_article(article, by=mia, text=f"[The tour]({url})")
    page = client_of(None).get(f"/help/{article.slug}/")
    assert f'<video controls="" preload="none" src="{url}" aria-label="The tour">' in page.content.decode()
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    assert "media-src 'self'" in client_of(None).get("/support/").headers["Content-Security-Policy"]
    for path in ("/help/", "/support/sign-in/"):
        assert "media-src" not in client_of(None).get(path).headers["Content-Security-Policy"]
    again = client_of(None).get(f"/help/{article.slug}/", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 304
    assert "media-src 'self'" in again.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("asked", "status", "told", "first", "last"),
    [
        ("", 200, "", 0, len(FILM)),
        ("bytes=0-", 206, f"bytes 0-{len(FILM) - 1}/{len(FILM)}", 0, len(FILM)),
        ("bytes=4-7", 206, f"bytes 4-7/{len(FILM)}", 4, 8),
        ("bytes=-5", 206, f"bytes {len(FILM) - 5}-{len(FILM) - 1}/{len(FILM)}", len(FILM) - 5, len(FILM)),
        ("bytes=0-1,4-5", 200, "", 0, len(FILM)),
    ],
)
def test_players_get_the_part_that_they_ask_for(mia, asked, status, told, first, last):
    url = put(mia, written(mia), FILM, "tour.mp4")
    answer = client_of(None).get(url, headers={"Range": asked} if asked else {})
    assert (answer.status_code, answer.headers.get("Content-Range", "")) == (status, told)
    assert b"".join(answer.streaming_content) == FILM[first:last]  # type: ignore[attr-defined]  # a stream
    assert answer.headers["Content-Length"] == str(last - first)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_a_part_behind_the_end_is_refused_and_one_of_another_file_is_the_whole(mia, alice):
    url = put(mia, written(mia, audience=Audience.SIGNED_IN), FILM, "tour.mp4")
    answer = client_of(alice).get(url, headers={"Range": "bytes=9999-"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{len(FILM)}")
    other = {"Range": "bytes=4-7", "If-Range": '"other"'}
    assert client_of(alice).get(url, headers=other).status_code == 200
    assert client_of(None).get(url, headers={"Range": "bytes=0-"}).status_code == 404
