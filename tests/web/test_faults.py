"""A database that is locked or full: nothing is lost, nothing half-made, and the page says what to do."""

from __future__ import annotations

import html
import json
import os
import re
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from smartai.config.serving.bridge import Answer, environ_of, receive_body
from smartai.core.tickets.models import Message, Ticket
from smartai.foundation.accounts.models import Session
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files import receiving, store
from smartai.foundation.files.models import StoredFile
from tests.cast import choose, client_of
from tests.loops import run

pytestmark = pytest.mark.django_db(transaction=True)
WORDS = "A long letter, written with care.\n<script>alert(1)</script>"


@pytest.fixture
def lock() -> Iterator[Callable[[], Callable[[], None]]]:
    """Another connection takes the writers' lock; what is given back lets it go. We wait a moment only."""
    others: list[sqlite3.Connection | psycopg.Connection] = []
    with connection.cursor() as cursor:
        sqlite = connection.vendor == "sqlite"
        cursor.execute("PRAGMA busy_timeout = 50" if sqlite else "SET lock_timeout = '50ms'")

    def taken() -> Callable[[], None]:
        if sqlite:
            other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            others.append(other)
            return other.rollback
        theirs = psycopg.connect(**{**connection.get_connection_params(), "cursor_factory": None})
        tables = "tickets_ticket, tickets_message, accounts_session, files_storedfile, limits_counter"
        theirs.execute(f"LOCK TABLE {tables} IN EXCLUSIVE MODE")  # readers go on
        others.append(theirs)
        return theirs.rollback

    yield taken
    for other in others:
        other.close()
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 5000" if sqlite else "SET lock_timeout = 0")


def browser_of(person) -> Client:
    client = client_of(person)
    client.raise_request_exception = False
    return client


def form_in(page: str) -> dict[str, str]:
    """Names and values of the form that the page offers to send again."""
    fields = re.findall(r'<input [^>]*name="([^"]+)" value="([^"]*)"', page)
    areas = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', page)
    return {name: html.unescape(text) for name, text in [*fields, *areas]}


def test_what_was_written_while_the_database_is_locked_can_be_sent_again_as_it_was(lock, alice, a_ticket):
    choose("protection", replies_per_hour=0)
    client, release = browser_of(alice), lock()
    url = f"/support/requests/{a_ticket.pk}/reply/"
    refused = client.post(url, {"text": WORDS, "key": "k" * 30})
    page = refused.content.decode()
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "5")
    assert "database is busy" in page
    assert "<script>alert" not in page
    assert "no-store" in refused.headers["Cache-Control"]
    release()
    again = form_in(page)
    assert again["text"] == WORDS
    assert client.post(url, again).status_code == 302
    assert client.post(url, again).status_code == 302
    assert Message.objects.filter(text=WORDS).count() == 1


def test_a_page_that_brings_a_form_back_shows_ones_words_and_no_tokens(lock, alice, a_ticket):
    client, token = browser_of(alice), f"new-request:1795769172705:{'x' * 90}"
    lock()
    sent = {"title": "Short", "message": "Some words", "form_start": token}
    page = client.post("/support/", sent).content.decode()
    assert re.search(r'<input class="input" id="typed-\d" name="title" value="Short"', page)
    assert re.search(r'<textarea class="input" id="typed-\d" name="message"[^>]*>Some words<', page)
    assert f'<input type="hidden" name="form_start" value="{token}">' in page


def test_a_new_request_while_the_database_is_locked_makes_no_half_of_anything(lock, alice, support, later):
    choose("protection", requests_per_hour=0)
    client = browser_of(alice)
    start = re.search(r'name="form_start" value="([^"]+)"', client.get("/support/").content.decode())
    assert start
    later(seconds=3)
    facts, release = StoredEvent.objects.count(), lock()
    refused = client.post("/support/", {"title": "Export stops", "message": WORDS, "form_start": start[1]})
    release()
    assert refused.status_code == 503
    assert not Ticket.objects.exists()
    assert StoredEvent.objects.count() == facts
    assert client.post("/support/", form_in(refused.content.decode())).status_code == 302
    assert Ticket.objects.get().title == "Export stops"


def test_reading_goes_on_while_the_database_is_locked(lock, alice, an_answer, later):
    client = browser_of(alice)
    later(minutes=11)  # the session would be slid forward now
    release = lock()
    page = client.get(f"/support/requests/{an_answer.ticket_id}/")
    release()
    assert page.status_code == 200
    assert Ticket.objects.get().unread
    assert client.get(f"/support/requests/{an_answer.ticket_id}/").status_code == 200
    assert not Ticket.objects.get().unread
    assert Session.objects.get().last_seen_at > Session.objects.get().created_at


def test_an_upload_while_the_database_is_locked_says_so_to_the_script(lock, alice):
    client, release = browser_of(alice), lock()
    answer = client.post("/support/uploads/", {"file": ""}, headers={"accept": "application/json"})
    release()
    assert answer.status_code == 503
    assert answer.json()["error"].startswith("Our database is away.")


def test_a_password_is_asked_for_again_and_never_written_into_the_page(lock, alice):
    release = lock()
    page = browser_of(None).post("/desk/sign-in/", {"address": alice.email, "password": "s3cret-words"})
    release()
    assert page.status_code == 503
    assert b"s3cret-words" not in page.content
    assert b'type="password"' in page.content


def test_a_full_disk_of_the_database_is_507_and_keeps_the_text(alice, a_ticket):
    if connection.vendor != "sqlite":
        pytest.skip("SQLite can be told how large it may be")
    choose("protection", replies_per_hour=0)
    client = browser_of(alice)
    with connection.cursor() as cursor:
        use_up_free_pages(cursor)
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        try:
            refused = client.post(
                f"/support/requests/{a_ticket.pk}/reply/", {"text": (WORDS * 2_000)[:50_000]}
            )
        finally:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert refused.status_code == 507
    assert form_in(refused.content.decode())["text"].startswith(WORDS)
    assert Message.objects.count() == 1


def use_up_free_pages(cursor: Any) -> None:
    """Those that other tests left in the file, which hold a long letter without making it larger."""
    cursor.execute("CREATE TABLE filler (bytes BLOB)")
    size = cursor.execute("PRAGMA page_size").fetchone()[0]
    while free := cursor.execute("PRAGMA freelist_count").fetchone()[0]:
        cursor.execute("INSERT INTO filler VALUES (zeroblob(%s))", [free * size])


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A real file system of 1 MB; only root can make one."""
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", tmp_path]).returncode
    ):
        pytest.skip("needs the right to mount")
    yield tmp_path
    subprocess.run(["umount", "-l", tmp_path], check=True)


def test_a_real_full_disk_takes_no_file_keeps_the_text_and_leaves_nothing_half(
    small_disk, alice, a_ticket, settings, monkeypatch
):
    monkeypatch.setattr(store, "KEPT_FREE", -100 * 1024 * 1024)  # else it is refused before the disk is full
    settings.DATA = str(small_disk)
    client, large = browser_of(alice), SimpleUploadedFile("large.bin", b"x" * 2_000_000)
    answer = client.post("/support/uploads/", {"file": large})
    assert answer.status_code == 507
    assert answer.json()["error"].startswith("There is no room")
    large.seek(0)
    page = client.post(f"/support/requests/{a_ticket.pk}/reply/", {"text": WORDS, "files": large})
    assert html.escape(WORDS) in page.content.decode()
    assert "our disk is full" in page.content.decode()
    assert not StoredFile.objects.exists()
    assert not [path for path in small_disk.rglob("*") if path.is_file()]
    assert Message.objects.count() == 1


def sent_to_the_server(client: Client, path: str, form: dict[str, object]) -> tuple[int, str]:
    """As it comes over the wire, in pieces, with a file before the words: through the bridge, then Django."""
    body = encode_multipart(BOUNDARY, form)
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    scope = {
        "http_version": "1.1", "method": "POST", "path": path, "query_string": b"",
        "headers": [
            (b"host", b"127.0.0.1"), (b"cookie", cookies.encode()),
            (b"content-type", MULTIPART_CONTENT.encode()), (b"content-length", str(len(body)).encode()),
        ],
    }  # fmt: skip
    pieces = [body[at : at + 60_000] for at in range(0, len(body), 60_000)]

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

    with run(receive_body(scope, receive)) as received:
        answer = Answer(WSGIHandler(), environ_of(scope, received))
        answer.begin()
    return answer.status, answer.piece.decode()


@pytest.mark.parametrize("file_size", [300_000, 2_000_000], ids=["kept in memory", "spooled"])
def test_a_full_disk_costs_the_file_of_a_form_and_nothing_that_was_typed(
    file_size, small_disk, alice, a_ticket, settings, monkeypatch
):
    """Neither where the body waits nor where Django puts its files is there room."""
    settings.DATA = str(small_disk)
    monkeypatch.setattr(receiving, "KEPT_FREE", 0)
    (small_disk / "other").write_bytes(b"x" * 900_000)
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if "csrf" not in name]
    client, large = client_of(alice), SimpleUploadedFile("large.bin", b"x" * file_size)
    path = f"/support/requests/{a_ticket.pk}/reply/"
    status, page = sent_to_the_server(client, path, {"files": large, "text": WORDS, "key": "k" * 30})
    assert (status, html.escape(WORDS) in page) == (422, True)
    assert "The files could not be stored: our disk is full." in page
    status, page = sent_to_the_server(client, "/support/uploads/", {"file": large})
    assert (status, json.loads(page)["error"][:16]) == (507, "There is no room")
    assert not StoredFile.objects.exists()
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == ["other"]
    assert Message.objects.count() == 1
    status, _ = sent_to_the_server(client, path, {"text": WORDS, "key": "k" * 30})
    assert status == 302
    assert Message.objects.filter(text=WORDS).count() == 1
