"""Files of letters, read by whoever may read the letter."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from smartai.core.tickets.actions import (
    add_note,
    issue_link,
    link_token,
    reply_as_agent,
    reply_as_customer,
)
from smartai.core.tickets.models import Attachment
from smartai.foundation.files.paths import path_of
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from tests.cast import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(a_ticket):
    """Sends a file in a letter and gives its address without the last part."""

    def sent(action, person, content: bytes, name: str, **where) -> str:
        upload = receive([content], name, 10**6, person_owner(person.pk))
        action(a_ticket, "See file", by=person, uploads=[upload.key], uploader=person_owner(person.pk))
        return f"/support/requests/{a_ticket.pk}/files/{Attachment.objects.latest('pk').pk}/"

    return sent


def test_a_file_arrives_as_it_was_sent_and_is_never_shown_as_a_page(send, alice):
    at = send(reply_as_customer, alice, b"<script>alert(1)</script>", 'a"b\u202e.html')
    response = client_of(alice).get(at)
    assert b"".join(response) == b"<script>alert(1)</script>"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"].startswith("sandbox")
    assert "html" not in response.headers["Content-Type"]


def test_pictures_have_a_preview_of_our_own_and_other_files_none(send, alice, anton):
    png = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(png, "PNG")
    picture = send(reply_as_agent, anton, png.getvalue(), "red.png")
    words = send(reply_as_agent, anton, b"words", "words.txt")
    client = client_of(alice)
    response = client.get(f"{picture}preview/")
    assert response.headers["Content-Type"] == "image/webp"
    assert b"".join(response)[:4] == b"RIFF"
    assert client.get(f"{words}preview/").status_code == 404
    page = client.get(picture.split("files/")[0]).content.decode()
    assert f"{picture}preview/" in page
    assert f"{words}preview/" not in page


def test_files_of_notes_are_not_there_and_strangers_see_none(send, alice, carol, anton):
    note = send(add_note, anton, b"secret", "secret.txt")
    letter = send(reply_as_agent, anton, b"open", "open.txt")
    answers = [
        client_of(alice).get(note),
        client_of(carol).get(letter),
        client_of(alice).get(f"{letter.split('files/')[0]}files/999999/"),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers[:1] + answers[2:]}) == 1


def test_a_file_belongs_to_its_request(send, alice, open_request):
    at = send(reply_as_customer, alice, b"x", "x.txt")
    other = open_request(alice)
    assert client_of(alice).get(f"/support/requests/{other.pk}/files/{at.split('/')[-2]}/").status_code == 404


def test_a_link_gives_the_files_of_its_request(send, a_ticket, alice):
    at = send(reply_as_customer, alice, b"hello", "x.txt").split("files/")[1]
    link = f"/support/link/{link_token(issue_link(a_ticket, alice))}/files/{at}"
    response = client_of(None).get(link)
    assert b"".join(response) == b"hello"
    assert response.headers["Referrer-Policy"] == "no-referrer"


def test_bytes_that_are_gone_are_a_404(send, alice):
    at = send(reply_as_customer, alice, b"x", "x.txt")
    path_of(Attachment.objects.latest("pk").file).unlink()
    assert client_of(alice).get(at).status_code == 404
