"""Codes, passwords, registration, and requests that wait for a code."""

from __future__ import annotations

import html
import re

import pytest
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pydantic import ValidationError

from smartai.core.people.actions import create_registration_field, deactivate_person
from smartai.core.people.models import Profile
from smartai.core.tickets.actions import save_custom_field
from smartai.core.tickets.models import FieldKind, HeldRequest, Ticket
from smartai.foundation.accounts.actions import code_digits
from smartai.foundation.accounts.models import Person, Session, SignInCode
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.models import StoredFile
from smartai.web.ui.visitors import SESSION_COOKIE
from tests.cast import choose, client_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("_no_check")]
SIGN_IN, CODE, REGISTER = "/support/sign-in/", "/support/sign-in/code/", "/support/register/"
WORDS = "correct horse battery"


@pytest.fixture
def _no_check(_first_rows):
    choose("protection", check="off")


def the_code() -> str:
    return code_digits(SignInCode.objects.latest("pk"))


def is_delivered() -> bool:
    event = StoredEvent.objects.filter(kind="people.code_requested").latest("pk")
    return bool(event.payload["deliver"])


def goes_to(response) -> str:
    return str(response.headers.get("Location", response.status_code))


@pytest.fixture
def wait_for_code(later):
    """Writes a request as a visitor whose address must be proven first."""

    def written(
        client: Client, message: str = "The file ends.", address: str = "dora@hill.example", **more: object
    ):
        start = re.search(r'name="form_start" value="([^"]+)"', client.get("/support/").content.decode())
        assert start
        later(seconds=3)
        data = {
            "form_start": start[1],
            "title": "Export",
            "message": message,
            "name": "Dora",
            "address": address,
            **more,
        }
        return client.post("/support/", data), data

    return written


def test_a_code_signs_in_and_leads_back_to_what_one_came_for(alice):
    client = Client()
    asked = client.post(SIGN_IN, {"address": " ALICE@lake.example ", "next": "/support/requests/?archived"})
    assert goes_to(asked) == CODE
    assert SESSION_COOKIE not in client.cookies
    entered = client.post(CODE, {"code": f" {the_code()[:3]} {the_code()[3:]} "})
    assert goes_to(entered) == "/support/requests/?archived"
    assert Session.objects.get().person == alice


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\x00"]
)
def test_nobody_is_led_away_after_signing_in(place, alice):
    client = Client()
    client.post(SIGN_IN, {"address": "alice@lake.example", "next": place})
    assert goes_to(client.post(CODE, {"code": the_code()})) == "/support/requests/"


def test_an_unknown_address_gets_the_same_answer_as_a_known_one(alice):
    choose("sign_in", registration=False)
    pages = []
    for address in ("alice@lake.example", "nobody@else.example"):
        client = Client()
        assert goes_to(client.post(SIGN_IN, {"address": address})) == CODE
        page = client.get(CODE).content.decode().replace(address, "ADDRESS")
        page = re.sub(r'data-pause="\d+"', "data-pause", page)  # counts down while we look
        pages.append(re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page))
    assert pages[0] == pages[1]
    assert not is_delivered()
    wrong = [
        Client().post(SIGN_IN, {"address": a, "password": "wrong"}).status_code
        for a in ("alice@lake.example", "no@b.example")
    ]
    assert wrong == [422, 422]


def test_a_code_counts_in_the_browser_that_asked_and_five_times_at_most(alice, later):
    client, other = Client(), Client()
    client.post(SIGN_IN, {"address": "alice@lake.example"})
    right = the_code()
    assert goes_to(other.post(CODE, {"code": right})) == SIGN_IN
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    assert [client.post(CODE, {"code": wrong}).status_code for _ in range(5)] == [422] * 5
    assert client.post(CODE, {"code": right}).status_code == 422
    later(seconds=31)
    client.post(f"{CODE}again/")
    assert goes_to(client.post(CODE, {"code": the_code()})) == "/support/requests/"


def test_another_code_is_sent_once_the_one_before_had_time_to_arrive(alice, later):
    client = Client()
    client.post(SIGN_IN, {"address": "alice@lake.example"})
    assert re.search(r'data-pause="(29|30)"', client.get(CODE).content.decode())
    later(seconds=20)
    early = client.post(f"{CODE}again/", follow=True).content.decode()
    assert re.search(r"we can send another one in ([89]|10) seconds", early)
    assert SignInCode.objects.count() == 1
    later(seconds=11)
    assert "data-pause" not in client.get(CODE).content.decode()
    assert "A new code is on its way" in client.post(f"{CODE}again/", follow=True).content.decode()
    assert goes_to(client.post(CODE, {"code": the_code()})) == "/support/requests/"


def test_codes_to_one_address_are_limited_and_the_page_says_until_when(alice):
    choose("protection", codes_per_hour=2)
    clients = [Client() for _ in range(3)]
    answers = [client.post(SIGN_IN, {"address": "alice@lake.example"}) for client in clients]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert int(answers[2].headers["Retry-After"]) > 0
    assert "alice@lake.example" in answers[2].content.decode()


def test_a_password_signs_in_unless_the_owner_wants_codes_only(alice):
    Person.objects.filter(pk=alice.pk).update(password=make_password(WORDS))
    data = {"address": "alice@lake.example", "password": WORDS}
    assert goes_to(Client().post(SIGN_IN, data)) == "/support/requests/"
    choose("sign_in", passwords=False)
    assert "password" not in Client().get(SIGN_IN).content.decode().replace("No password needed", "")
    assert goes_to(Client().post(SIGN_IN, data)) == CODE


def test_guessing_passwords_is_limited_for_each_address(alice):
    choose("protection", sign_ins_per_hour=5)
    data = {"address": "alice@lake.example", "password": "guess"}
    assert [Client().post(SIGN_IN, data).status_code for _ in range(6)] == [422] * 5 + [429]


def test_a_forgotten_password_is_replaced_with_a_code_and_ends_other_sessions(alice):
    client_of(alice)
    client = Client()
    client.post("/support/sign-in/password/", {"address": "alice@lake.example"})
    weak = client.post(CODE, {"code": the_code(), "password": "short"})
    assert weak.status_code == 422
    entered = client.post(CODE, {"code": the_code(), "password": WORDS})
    assert goes_to(entered) == "/support/requests/"
    alice.refresh_from_db()
    assert alice.password_fits(WORDS)
    assert Session.objects.count() == 1


def test_registration_asks_what_the_owner_wants_and_counts_once_the_address_is_proven(olga):
    choose("sign_in", policy="account", create_without_password=False)
    choose("registration", phone="required")
    own = create_registration_field("Customer number", by=olga, required=True)
    client = Client()
    data = {"address": "dora@hill.example", "name": "Dora", "phone": "+49 1", "password": WORDS}
    assert client.post(REGISTER, data).status_code == 422
    assert goes_to(client.post(f"{REGISTER}?next=/support/", {**data, f"answer_{own.pk}": "K-7"})) == CODE
    assert not Person.objects.filter(email="dora@hill.example").exists()
    assert goes_to(client.post(CODE, {"code": the_code()})) == "/support/"
    profile = Profile.objects.get(person__email="dora@hill.example")
    assert (profile.phone, profile.answers) == ("+49 1", {str(own.pk): "K-7"})
    assert profile.person.password_fits(WORDS)


def test_nobody_prepares_an_account_for_somebody_who_has_one(alice):
    choose("sign_in", create_without_password=False)
    client = Client()
    client.post(REGISTER, {"address": "alice@lake.example", "name": "Mallory", "password": WORDS})
    client.post(CODE, {"code": the_code()})
    alice.refresh_from_db()
    assert (alice.name, alice.password) == ("Alice Lake", "")


def test_without_registration_only_known_people_get_codes():
    choose("sign_in", registration=False)
    assert goes_to(Client().get(f"{REGISTER}?next=/support/")) == f"{SIGN_IN}?next=%2Fsupport%2F"
    Client().post(SIGN_IN, {"address": "dora@hill.example"})
    assert not is_delivered()


def test_somebody_who_was_let_go_comes_in_no_more(anton, olga):
    client = Client()
    client.post(SIGN_IN, {"address": "anton@northwind.example"})
    deactivate_person(anton, by=olga)
    assert client.post(CODE, {"code": the_code()}).status_code == 422
    assert not Session.objects.exists()


def test_signing_out_takes_a_click_and_ends_the_session(alice):
    client = client_of(alice)
    assert client.get("/support/sign-out/").status_code == 405
    client.post("/support/sign-out/")
    assert not Session.objects.exists()
    assert goes_to(client.get("/support/requests/")).startswith(SIGN_IN)


def test_a_request_waits_for_its_code_and_is_sent_with_it(support, wait_for_code):
    client = Client()
    assert goes_to(wait_for_code(client)[0]) == CODE
    assert not Ticket.objects.exists()
    assert "Enter it and your request is sent" in client.get(CODE).content.decode()
    entered = client.post(CODE, {"code": the_code()})
    ticket = Ticket.objects.get()
    assert goes_to(entered) == f"/support/requests/{ticket.pk}/"
    assert (ticket.requester.email, ticket.requester.name, ticket.proven) == (
        "dora@hill.example",
        "Dora",
        True,
    )
    assert 'data-draft-sent="new-request-0"' in client.get(goes_to(entered)).content.decode()


def test_a_waiting_request_sent_twice_waits_for_one_code_but_changed_words_count(support, wait_for_code):
    client = Client()
    _, data = wait_for_code(client)
    client.post("/support/", data)
    assert (HeldRequest.objects.count(), SignInCode.objects.count()) == (1, 1)
    client.post("/support/", {**data, "message": "Better words."})
    client.post(CODE, {"code": the_code()})
    assert Ticket.objects.get().messages.get().text == "Better words."


def test_a_waiting_request_comes_back_into_its_form_in_its_own_browser_only(support, wait_for_code):
    client = Client()
    wait_for_code(client, message="Only mine.")
    place = f"/support/?held={HeldRequest.objects.get().pk}"
    assert "Only mine." in client.get(place).content.decode()
    assert "Only mine." not in Client().get(place).content.decode()


def test_a_waiting_request_comes_back_with_its_file_and_its_writer(support, wait_for_code):
    client = Client()
    wait_for_code(client, name="Dora Hill", files=SimpleUploadedFile("order.txt", b"lamp"))
    held = HeldRequest.objects.get()
    page = client.get(f"/support/?held={held.pk}").content.decode()
    assert 'value="Dora Hill"' in page
    assert f'value="{held.address}"' in page
    assert "order.txt" in page
    token = re.search(r'name="uploads" value="([^"]+)"', page)
    assert token
    wait_for_code(client, name="Dora Hill", address="hill@dora.example", uploads=token[1])
    client.post(CODE, {"code": the_code()})
    assert [file.name for file in StoredFile.objects.filter(attachment__isnull=False)] == ["order.txt"]


def test_a_form_that_changed_while_its_code_was_typed_comes_back_with_its_file(
    support, wait_for_code, olga, later
):
    client = Client()
    wait_for_code(client, files=SimpleUploadedFile("order.txt", b"lamp"))
    field = save_custom_field(None, by=olga, label="Order", kind=FieldKind.TEXT, required=True)
    place = goes_to(client.post(CODE, {"code": the_code()}))
    page = client.get(place).content.decode()
    token = re.search(r'name="uploads" value="([^"]+)"', page)
    start = re.search(r'name="form_start" value="([^"]+)"', page)
    assert token
    assert start
    later(seconds=3)
    answers = {"form_start": start[1], "uploads": token[1], f"field_{field.pk}": "12"}
    assert client.post(place, {**answers, "title": "Export", "message": "It ends."}).status_code == 302
    assert [file.name for file in StoredFile.objects.filter(attachment__isnull=False)] == ["order.txt"]


def test_the_owners_own_page_is_where_one_signs_in_and_gets_the_way_back(settings):
    settings.BASE_URL = "https://help.acme.example"
    choose("sign_in", first_page="redirect", redirect_url="https://acme.example/in?a=1#top")
    way = "https://acme.example/in?a=1&next=https%3A%2F%2Fhelp.acme.example%2F"
    assert goes_to(Client().get("/support/requests/")) == f"{way}support%2Frequests%2F#top"
    page = html.unescape(Client().get("/support/").content.decode())
    assert f'href="{way}support%2F#top">Sign in' in page


def test_the_owners_own_page_is_none_of_ours(settings):
    settings.BASE_URL = "https://help.acme.example"
    for ours in ("https://help.acme.example/support/", "https://HELP.acme.example/support?x=1"):
        with pytest.raises(ValidationError):
            choose("sign_in", first_page="redirect", redirect_url=ours)
    choose("sign_in", first_page="redirect", redirect_url="https://help.acme.example/supporters/in")


def test_who_is_new_gets_in_where_providers_are_on_and_none_is_there():
    choose("sign_in", policy="account", codes=False, passwords=False, providers=True, registration=True)
    assert Client().get(REGISTER).status_code == 200
    client = Client()
    client.post(REGISTER, {"name": "Dora", "address": "dora@hill.example"})
    client.post(CODE, {"code": the_code()})
    assert SESSION_COOKIE in client.cookies


def test_the_first_code_brings_what_was_written_before_without_one(support, wait_for_code):
    choose("sign_in", policy="open")
    wait_for_code(Client())
    client = Client()
    client.post(SIGN_IN, {"address": "dora@hill.example"})
    client.post(CODE, {"code": the_code()})
    person = Person.objects.get(addresses__proven_at__isnull=False)
    assert Ticket.objects.get().requester == person


@pytest.mark.parametrize("path", [SIGN_IN, REGISTER, "/support/sign-in/password/"])
@pytest.mark.parametrize(
    "hostile", ["", "\x00", "x" * 100_000, "a@b", "a@\u202eb.example", "\ufffd@x.example"]
)
def test_no_address_breaks_a_page(path, hostile):
    assert Client().post(path, {"address": hostile, "name": "D", "password": hostile}).status_code == 422


@pytest.mark.parametrize("cookie", ["", "x", "e30:1abc:xyz", "\u00e9" * 10])
def test_a_made_up_cookie_waits_for_nothing(cookie):
    client = Client()
    client.cookies["smartai_code"] = cookie
    assert goes_to(client.get(CODE)) == SIGN_IN
    assert goes_to(client.post(f"{CODE}again/")) == SIGN_IN
