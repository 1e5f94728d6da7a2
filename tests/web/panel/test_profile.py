"""What people keep about themselves: names, addresses, passwords, browsers."""

from __future__ import annotations

import pytest

from smartai.core.people.actions import create_registration_field
from smartai.core.people.models import Profile
from smartai.core.workspace.actions import change_panel_choices, create_panel
from smartai.foundation.accounts.actions import issue_code, start_session
from smartai.foundation.accounts.actions.issue_code import code_digits
from smartai.foundation.accounts.models import CodePurpose, EmailAddress, Person, SignInCode
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db

PROFILE = "/support/profile/"
FIELDS = "/support/profile/fields/"
CHOICES = {"language": "de", "time_zone": "Europe/Berlin", "theme": "dark", "notify": "never"}


def test_a_person_changes_what_we_know_about_them(alice):
    assert client_of(alice).post(PROFILE, {"name": "Alice Sea", **CHOICES}).status_code == 302
    alice.refresh_from_db()
    assert (alice.name, alice.language, alice.time_zone, alice.theme) == (
        "Alice Sea",
        "de",
        "Europe/Berlin",
        "dark",
    )
    assert Profile.objects.get(person=alice).notify == "never"


def test_the_name_stays_when_the_owner_keeps_it_but_the_language_is_always_ones_own(alice):
    choose("panel", edit_profile=False)
    client_of(alice).post(PROFILE, {"name": "Mallory", **CHOICES})
    alice.refresh_from_db()
    assert (alice.name, alice.language) == ("Alice Lake", "de")


@pytest.mark.parametrize("wrong", [{"time_zone": "Moon/Base"}, {"name": "x" * 5000}])
def test_what_can_not_be_kept_is_said_and_nothing_changes(alice, wrong):
    assert client_of(alice).post(PROFILE, {"name": "Alice", **CHOICES, **wrong}).status_code == 422
    alice.refresh_from_db()
    assert (alice.name, alice.language) == ("Alice Lake", "")


def test_what_the_owner_requires_stays(alice):
    """As at registration; a number needs digits."""
    choose("registration", name="required", phone="optional")
    for wrong in ({"name": "\u200b"}, {"name": "Alice", "phone": "later"}):
        assert client_of(alice).post(PROFILE, {**CHOICES, **wrong}).status_code == 422
    fits = {"name": "Alice", "phone": "٠٤٦ ١٢٣"}
    assert client_of(alice).post(PROFILE, {**CHOICES, **fits}).status_code == 302
    assert Profile.objects.get(person=alice).phone == "٠٤٦ ١٢٣"


def test_characters_that_no_database_keeps_are_left_out_of_a_name(alice):
    assert client_of(alice).post(PROFILE, {"name": "Ali\x00ce", **CHOICES}).status_code == 302
    alice.refresh_from_db()
    assert "\x00" not in alice.name


def test_a_field_that_is_sent_alone_is_saved_and_the_others_stay(alice, olga):
    seats, city = (create_registration_field(label, by=olga) for label in ("Seats", "City"))
    choose("registration", phone="optional")
    typed = {"name": "Alice Sea", "language": "de", f"answer-{seats.pk}": "40", f"answer-{city.pk}": "Malmö"}
    for name, value in (*typed.items(), ("phone", "+46 1"), ("name", "Alice Lake-Sea")):
        assert client_of(alice).post(FIELDS, {name: value}).json()["saved"]
    alice.refresh_from_db()
    assert (alice.name, alice.language) == ("Alice Lake-Sea", "de")
    profile = Profile.objects.get(person=alice)
    assert profile.answers == {str(seats.pk): "40", str(city.pk): "Malmö"}
    assert (profile.phone, profile.notify) == ("+46 1", "each")


def test_a_new_language_answers_in_it_and_offers_the_page(alice):
    answer = client_of(alice).post(FIELDS, {"language": "de"}).json()
    assert answer == {"saved": "Gespeichert.", "reload": "Seite neu laden"}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"time_zone": "Moon/Base"}, "Moon/Base"),
        ({"name": "x" * 5000}, "5000"),
        ({"email": "m@b.example"}, "here any more"),
        ({}, "here any more"),
        ({"name": "Mallory", "theme": "pink"}, "pink"),
    ],
)
def test_a_field_that_can_not_be_saved_says_why(alice, wrong, why):
    answer = client_of(alice).post(FIELDS, wrong)
    assert answer.status_code == 422
    assert why in answer.json()["error"]
    alice.refresh_from_db()
    assert (alice.name, alice.email) == ("Alice Lake", "alice@lake.example")


def test_a_single_field_follows_the_owners_choices_too(alice):
    choose("panel", edit_profile=False)
    assert client_of(alice).post(FIELDS, {"name": "Mallory"}).status_code == 422
    choose("panel", show_profile=False)
    assert client_of(alice).post(FIELDS, {"language": "de"}).status_code == 404
    alice.refresh_from_db()
    assert (alice.name, alice.language) == ("Alice Lake", "")


def test_who_was_signed_out_meanwhile_is_told_so_where_a_field_is_saved():
    answer = client_of(None).post(FIELDS, {"name": "A"}, headers={"X-Requested-With": "fetch"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("part", "typed", "section"),
    [("addresses/", {"address": "no address"}, "addresses"), ("password/", {"password": "short"}, "password"),
     ("erase/", {"address": "other@lake.example"}, "erase")],
)  # fmt: skip
def test_an_error_far_down_the_page_is_where_the_browser_leads(alice, part, typed, section):
    client = client_of(alice)
    page = client.get(PROFILE).content.decode()
    assert f'action="{PROFILE}{part}#{section}"' in page  # also without script
    page = client.post(PROFILE + part, typed).content.decode()
    begin = page.index(f'id="{section}"')
    assert "data-errors" in page[begin : page.index("</section>", begin)]


def test_no_profile_page_when_the_owner_hides_it_nor_for_a_stranger(alice):
    assert client_of(None).get(PROFILE).status_code == 302
    choose("panel", show_profile=False)
    assert client_of(alice).get(PROFILE).status_code == 404
    assert client_of(alice).post("/support/profile/export/").status_code == 404


def test_an_address_is_added_only_with_the_code_sent_to_it(alice):
    client = client_of(alice)
    client.post("/support/profile/addresses/", {"address": "alice@home.example"})
    assert not alice.addresses.filter(address="alice@home.example").exists()
    right = code_digits(SignInCode.objects.get())
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    assert client.post("/support/profile/addresses/code/", {"code": wrong}).status_code == 422
    assert client.post("/support/profile/addresses/code/", {"code": right}).status_code == 302
    assert alice.addresses.get(address="alice@home.example").proven_at


def test_an_address_of_somebody_else_is_refused_in_the_words_of_a_wrong_code(alice, carol):
    client = client_of(alice)
    client.post("/support/profile/addresses/", {"address": carol.email})
    taken = client.post("/support/profile/addresses/code/", {"code": code_digits(SignInCode.objects.get())})
    assert taken.status_code == 422
    assert "This code does not fit" in taken.content.decode()
    assert EmailAddress.objects.get(address=carol.email).person == carol


def test_the_main_address_passes_on_and_the_last_one_stays(alice):
    first = alice.addresses.get()
    other = EmailAddress.objects.create(person=alice, address="alice@home.example", proven_at=first.proven_at)
    client = client_of(alice)
    client.post(f"/support/profile/addresses/{other.pk}/main/")
    assert Person.objects.get(pk=alice.pk).email == other.address
    client.post(f"/support/profile/addresses/{other.pk}/remove/")
    assert Person.objects.get(pk=alice.pk).email == first.address
    client.post(f"/support/profile/addresses/{first.pk}/remove/")
    assert alice.addresses.get() == first


@pytest.mark.parametrize("deed", ["main", "remove"])
def test_nobody_touches_the_address_of_another(alice, carol, deed):
    theirs = carol.addresses.get()
    assert client_of(alice).post(f"/support/profile/addresses/{theirs.pk}/{deed}/").status_code == 404
    assert carol.addresses.get() == theirs


def test_a_new_password_signs_the_other_browsers_out_and_this_one_stays(alice):
    choose("sign_in", passwords=True)
    here, there = client_of(alice), client_of(alice)
    assert here.post("/support/profile/password/", {"password": "lantern-meadow-42"}).status_code == 302
    assert Person.objects.get(pk=alice.pk).password_fits("lantern-meadow-42")
    assert here.get(PROFILE).status_code == 200
    assert there.get(PROFILE).status_code == 302
    here.post("/support/profile/password/remove/")
    assert not Person.objects.get(pk=alice.pk).has_password


def test_no_password_where_the_owner_allows_none(alice):
    choose("sign_in", passwords=False)
    assert (
        client_of(alice).post("/support/profile/password/", {"password": "lantern-meadow-42"}).status_code
        == 404
    )
    assert not Person.objects.get(pk=alice.pk).has_password


def test_one_ends_ones_own_browsers_and_nobody_elses(alice, carol):
    here, there, stranger = client_of(alice), client_of(alice), client_of(carol)
    theirs = carol.sessions.get()
    assert here.post(f"/support/profile/sessions/{theirs.pk}/end/").status_code == 404
    here.post("/support/profile/sessions/end/")
    assert [page.get(PROFILE).status_code for page in (here, there, stranger)] == [200, 302, 200]


def test_a_panel_inside_another_site_is_named_where_one_is_signed_in_and_ended_with_the_rest(alice, olga):
    shop = create_panel("Internal name", by=olga)
    change_panel_choices(shop, "brand", {"name": "Northwind Shop"}, by=olga)
    start_session(alice, scope=f"{shop.key} https://shop.example")
    here = client_of(alice)
    page = here.get(PROFILE).content.decode()
    assert "<bdi>Northwind Shop</bdi> on <bdi>shop.example</bdi>" in page
    assert "Internal name" not in page
    here.post("/support/profile/sessions/end/")
    assert alice.sessions.get().scope == ""


def test_a_code_for_another_person_adds_nothing(alice, carol):
    issued = issue_code("new@lake.example", CodePurpose.ADD_ADDRESS, for_person_id=carol.pk)
    assert issued.code.for_person_id == carol.pk
    client = client_of(alice)
    client.post("/support/profile/addresses/", {"address": "other@lake.example"})
    client.post("/support/profile/addresses/code/", {"code": code_digits(issued.code)})
    assert alice.addresses.count() == 1
