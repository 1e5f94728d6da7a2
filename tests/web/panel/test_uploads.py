from __future__ import annotations

import shutil
from collections import namedtuple

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from smartai.foundation.files.models import StoredFile
from smartai.foundation.files.uploads import find_uploads, person_owner
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db(transaction=True)
UPLOADS, CHECK = "/support/uploads/", "/support/check/"


def put(client: Client, content: bytes = b"a,b\n", name: str = "orders.csv"):
    return client.post(UPLOADS, {"file": SimpleUploadedFile(name, content)})


def test_an_upload_belongs_to_who_sent_it(alice):
    answer = put(client_of(alice))
    assert answer.status_code == 201
    assert {"name": "orders.csv", "size": 4}.items() <= answer.json().items()
    assert find_uploads([answer.json()["token"]], person_owner(alice.pk))


def test_what_can_not_be_taken_is_said_in_a_sentence_and_leaves_nothing(alice):
    choose("form", max_file_mb=1)
    client = client_of(alice)
    answers = [put(client, b"x" * (1024 * 1024 + 1)), put(client, b""), client.post(UPLOADS)]
    assert [answer.status_code for answer in answers] == [413, 422, 400]
    assert all(answer.json()["error"].endswith(".") for answer in answers)
    assert not StoredFile.objects.exists()


def test_a_full_disk_takes_no_file_but_keeps_the_text(alice, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(1, 1, 0))
    client = client_of(alice)
    assert put(client).status_code == 507
    page = client.post("/support/", {"message": "Kept words", "files": SimpleUploadedFile("a.txt", b"a")})
    assert page.status_code == 422
    assert "Kept words" in page.content.decode()


def test_where_the_owner_wants_no_files_customers_add_none(alice, mia):
    choose("form", attachments="hidden")
    assert [put(client_of(person)).status_code for person in (alice, mia)] == [403, 201]


def test_more_files_than_allowed_are_said_not_dropped(alice):
    choose("form", max_files=1)
    client = client_of(alice)
    token = put(client).json()["token"]
    page = client.post("/support/", {"uploads": token, "files": SimpleUploadedFile("b.txt", b"b")})
    assert "At most 1 file." in page.content.decode()
    assert f'value="{token}"' in page.content.decode()


def test_nobody_uses_the_upload_of_somebody_else(alice, carol):
    token = put(client_of(alice)).json()["token"]
    page = client_of(carol).post("/support/", {"message": "x", "uploads": token}).content.decode()
    assert token not in page
    assert "A file is not there any more." in page


def test_the_check_gives_a_task_for_our_forms_or_nothing_when_it_is_off():
    assert set(Client().get(f"{CHECK}?for=new-request").json()) >= {"challenge", "salt", "signature"}
    assert Client().get(f"{CHECK}?for=else").status_code == 404
    choose("protection", check="off")
    assert Client().get(f"{CHECK}?for=sign-in").status_code == 204


def test_the_look_is_a_sheet_of_the_owners_colour_kept_until_it_changes():
    choose("brand", colour="#aa3300")
    page = Client().get("/support/").content.decode()
    sheet = page.split('href="/brand.css')[1].split('"')[0]
    answer = Client().get(f"/brand.css{sheet}")
    assert "#aa3300" in answer.content.decode()
    assert "immutable" in answer.headers["Cache-Control"]
    assert Client().get("/brand.css?v=0").headers["Cache-Control"] == "no-cache"
    assert Client().get("/brand/logo").status_code == 404


def test_the_form_costs_few_statements(alice, django_assert_max_num_queries):
    client = client_of(alice)
    client.get("/support/")
    with django_assert_max_num_queries(5):
        client.get("/support/")
