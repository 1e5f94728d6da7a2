"""One's own data: all of it on request, gone on request."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from smartai.core.tickets.actions import reply_as_customer
from smartai.core.tickets.models import Message
from smartai.core.workspace.choices import choices
from smartai.foundation.accounts.models import Person
from smartai.foundation.files.store import receive
from smartai.foundation.files.uploads import person_owner
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db
ERASE = "/support/profile/erase/"


def export_of(person: Person) -> zipfile.ZipFile:
    response = client_of(person).post("/support/profile/export/")
    assert response.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(response)))


def test_the_archive_has_ones_words_answers_and_files_and_no_note(alice, a_ticket, an_answer, a_note):
    owner = person_owner(alice.pk)
    upload = receive([b"one,two"], "rows.csv", 10**6, owner)
    reply_as_customer(a_ticket, "See file", by=alice, uploads=[upload.key], uploader=owner)
    archive = export_of(alice)
    text = archive.read("data.json").decode()
    [request] = json.loads(text)["requests"]
    [path] = [path for letter in request["messages"] for path in letter["files"]]
    assert archive.read(path) == b"one,two"
    assert "Here is the full file." in text
    assert "SECRET-NOTE" not in text


def test_the_archive_hides_the_teams_names_where_the_owner_does(alice, a_ticket, an_answer):
    assert "Anton" in export_of(alice).read("data.json").decode()
    choose("panel", show_agent_details=False)
    text = export_of(alice).read("data.json").decode()
    assert "Anton" not in text
    [request] = json.loads(text)["requests"]
    assert [letter["from"] for letter in request["messages"]] == ["Alice Lake", choices().brand.name]
    assert request["priority"] == a_ticket.priority.customer_label


def test_the_archive_has_nothing_of_anybody_else(carol, a_ticket):
    assert json.loads(export_of(carol).read("data.json"))["requests"] == []


def test_data_goes_for_good_once_the_address_is_typed(alice, a_ticket, an_answer):
    client = client_of(alice)
    assert client.post(ERASE, {"address": alice.email}).status_code == 302
    alice.refresh_from_db()
    assert (alice.name, alice.email, alice.active) == ("", "", False)
    assert not alice.addresses.exists()
    assert not alice.sessions.exists()
    assert not Message.objects.filter(ticket=a_ticket).exclude(text="").exists()
    assert client.get("/support/profile/").status_code == 302


@pytest.mark.parametrize("typed", ["", "bob@lake.example", "a\x00b"])
def test_nothing_is_deleted_for_another_word(alice, a_ticket, typed):
    assert client_of(alice).post(ERASE, {"address": typed}).status_code == 422
    assert Person.objects.get(pk=alice.pk).name == "Alice Lake"


def test_reading_the_address_of_the_deed_changes_nothing(alice):
    assert client_of(alice).get(ERASE).status_code == 405
    assert Person.objects.get(pk=alice.pk).active


def test_a_colleague_does_not_erase_themselves(mia):
    assert client_of(mia).post(ERASE, {"address": mia.email}).status_code == 422
    assert Person.objects.get(pk=mia.pk).active
