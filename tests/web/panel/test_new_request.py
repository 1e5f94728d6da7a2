from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from smartai.core.departments.actions import change_department
from smartai.core.tickets.actions import save_custom_field
from smartai.core.tickets.models import Attachment, CustomValue, FieldKind, Message, Ticket
from smartai.foundation.accounts.models import Person
from tests.cast import choose, client_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_open_to_all")]


@pytest.fixture
def _open_to_all(_first_rows):
    choose("sign_in", policy="open")
    choose("protection", check="off")


@pytest.fixture
def write(later):
    """Fetches the form, waits as a person would, and sends it with the given fields."""

    def written(client: Client, path: str = "/support/", **fields: object):
        page = client.get(path).content.decode()
        start = re.search(r'name="form_start" value="([^"]+)"', page)
        assert start
        later(seconds=3)
        who = {"name": "Alice", "address": "alice@lake.example"}
        what = {"title": "Export stops", "message": "The file ends at row 10,000."}
        data = {"form_start": start[1], **who, **what, **fields}
        return client.post("/support/", {name: value for name, value in data.items() if value is not None})

    return written


def test_somebody_signed_in_writes_and_sees_the_request(alice, support, write):
    response = write(client_of(alice))
    ticket = Ticket.objects.get()
    assert response.headers["Location"] == f"/support/requests/{ticket.pk}/"
    assert (ticket.requester, ticket.title, ticket.proven) == (alice, "Export stops", True)


def test_a_visitors_request_is_theirs_by_link_and_never_in_the_name_of_a_known_customer(
    alice, support, write
):
    response = write(Client())
    ticket = Ticket.objects.get()
    assert response.headers["Location"].startswith("/support/link/")
    assert not ticket.proven
    assert ticket.requester != alice
    assert ticket not in Ticket.objects.visible_to(alice)


def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(alice, support, write):
    response = write(client_of(alice), title="Kept title", message="")
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("Tell us what happened.</") == 2  # in the summary and beside the field
    assert 'value="Kept title"' in page
    assert 'aria-invalid="true"' in page
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("typed", "called"), [("", "Question from the shop"), ("Where is it", "Where is it")]
)
def test_a_request_without_a_title_is_called_as_the_owner_says(alice, support, write, typed, called):
    choose("form", title="optional", default_title="Question from the shop")
    write(client_of(alice), title=typed)
    assert Ticket.objects.get().title == called


def test_files_posted_without_script_survive_an_error_elsewhere(alice, support, write):
    file = SimpleUploadedFile("orders.csv", b"a,b\n1,2\n", content_type="text/csv")
    client = client_of(alice)
    page = write(client, message="", files=file).content.decode()
    token = re.search(r'name="uploads" value="([^"]+)"', page)
    assert token
    assert "orders.csv" in page
    assert (
        f'<input type="checkbox" name="uploads" value="{token[1]}" checked>' in page
    )  # taken out without script
    write(client, uploads=token[1])
    assert Attachment.objects.get().file.name == "orders.csv"


def test_the_same_form_sent_twice_makes_one_ticket(alice, support, later):
    client = client_of(alice)
    start = re.search(r'name="form_start" value="([^"]+)"', client.get("/support/").content.decode())
    assert start
    later(seconds=3)
    data = {"form_start": start[1], "title": "Once", "message": "Once only."}
    first, second = client.post("/support/", data), client.post("/support/", data)
    assert first.headers["Location"] == second.headers["Location"]
    assert Message.objects.count() == 1


def test_going_back_to_a_sent_form_and_writing_something_else_makes_another_request(alice, support, later):
    client = client_of(alice)
    start = re.search(r'name="form_start" value="([^"]+)"', client.get("/support/").content.decode())
    assert start
    later(seconds=3)
    for words in ("The first.", "Something else.", "Something else."):
        client.post("/support/", {"form_start": start[1], "title": "Export", "message": words})
    assert sorted(Message.objects.values_list("text", flat=True)) == ["Something else.", "The first."]


def test_robots_that_fill_what_nobody_sees_or_are_too_quick_make_nothing(alice, support, write):
    assert write(client_of(alice), website="http://spam.example").status_code == 422
    client = client_of(alice)
    start = re.search(r'name="form_start" value="([^"]+)"', client.get("/support/").content.decode())
    assert start
    quick = client.post("/support/", {"form_start": start[1], "title": "Quick", "message": "Too quick."})
    assert quick.status_code == 422
    assert "Too quick." in quick.content.decode()
    assert not Ticket.objects.exists()


def test_a_hidden_field_is_neither_shown_nor_taken(alice, support, billing, write):
    choose("form", department="hidden", title="hidden")
    client = client_of(alice)
    assert 'name="department"' not in client.get("/support/").content.decode()
    write(client, department=str(billing.pk), title="Ignored")
    ticket = Ticket.objects.get()
    assert (ticket.department, ticket.title) == (support, "The file ends at row 10,000.")


def test_customers_choose_only_what_is_offered(alice, support, billing, olga, write):
    change_department(billing, by=olga, name="Billing", offered=False)
    assert 'name="department"' not in client_of(alice).get("/support/").content.decode()


def test_own_fields_are_asked_by_department_and_required_ones_must_be_there(
    alice, support, billing, olga, write
):
    field = save_custom_field(
        None, by=olga, label="Order number", kind=FieldKind.NUMBER, required=True, departments=[billing]
    )
    client = client_of(alice)
    assert f'data-departments="{billing.pk}"' in client.get("/support/").content.decode()
    refused = write(client, department=str(billing.pk))
    assert "This is needed for your request." in refused.content.decode()
    write(client, department=str(billing.pk), **{f"field_{field.pk}": "4711"})
    write(client, department=str(support.pk))
    assert list(CustomValue.objects.values_list("value", flat=True)) == [4711]


def test_the_owners_words_stand_on_the_page(alice, support):
    choose("labels", title="What is it about?", send="Off it goes")
    page = client_of(alice).get("/support/").content.decode()
    assert "What is it about?" in page
    assert "Off it goes" in page


def test_the_welcome_greets_only_at_the_first_request(alice, support, a_ticket, carol):
    choose("welcome", heading="Nice to meet you", message="We read everything.")
    assert "Nice to meet you" in client_of(carol).get("/support/").content.decode()
    assert "Nice to meet you" not in client_of(alice).get("/support/").content.decode()


def test_without_a_first_form_a_newcomer_sees_a_button(carol, support):
    choose("panel", show_first_form=False)
    client = client_of(carol)
    assert "<textarea" not in client.get("/support/").content.decode()
    assert "<textarea" in client.get("/support/?write").content.decode()


def test_too_many_requests_are_told_when_to_try_again_and_keep_their_text(alice, support, write):
    choose("protection", requests_per_hour=1)
    client = client_of(alice)
    write(client)
    response = write(client, message="Second words")
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert "Second words" in response.content.decode()


def test_a_browser_without_script_passes_under_stricter_limits(support, write):
    choose("protection", check="proof-of-work", requests_per_hour=4)
    assert write(Client()).status_code == 302
    assert write(Client(), address="bob@lake.example").status_code == 429


@pytest.mark.parametrize(
    "hostile", ["x" * 1_000_000, "\x00", "\u202egnp.exe", "<script>alert(1)</script>", "  "]
)
@pytest.mark.parametrize(
    "name", ["title", "message", "name", "address", "department", "priority", "uploads", "proof"]
)
def test_no_field_breaks_the_page(name, hostile, support, write):
    response = write(Client(), **{name: hostile})
    assert response.status_code in (302, 422)
    assert b"<script>alert(1)" not in response.content


def test_lone_surrogates_and_broken_bytes_are_no_error_of_ours(support):
    for body in (b"title=%ed%a0%80&message=x", b"\xff\xfe", b"title=" + b"%00" * 50):
        response = Client().post("/support/", body, content_type="application/x-www-form-urlencoded")
        assert response.status_code in (400, 422)
    response = Client().post("/support/", b"--x\r\nbroken", content_type=f"{MULTIPART_CONTENT}x")
    assert response.status_code in (400, 422)


def test_an_account_may_be_required_before_writing(support, later):
    choose("sign_in", policy="account")
    assert Client().get("/support/").headers["Location"] == "/support/sign-in/?next=%2Fsupport%2F"
    choose("sign_in", first_page="register")
    assert Client().get("/support/").headers["Location"] == "/support/register/?next=%2Fsupport%2F"
    choose("sign_in", first_page="redirect", redirect_url="https://shop.example/login?x=1")
    there = Client().get("/support/").headers["Location"]
    assert there.startswith("https://shop.example/login?x=1&next=http%3A%2F%2F127.0.0.1")


def test_an_expired_session_keeps_the_text(support, write):
    choose("sign_in", policy="account")
    response = Client().post("/support/", {"title": "Kept", "message": "Every word of it."})
    assert response.status_code == 401
    assert "Every word of it." in response.content.decode()
    assert not Person.objects.exists()
