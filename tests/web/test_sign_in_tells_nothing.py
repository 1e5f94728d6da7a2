"""Signing in costs and answers the same whoever has the address: nobody learns who is a customer."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from smartai.core.people.actions import change_password, deactivate_person
from tests.cast import choose

pytestmark = pytest.mark.django_db(transaction=True)
hashed: list[str] = []
BY_TIME = "workspace|pg_notify"
"""Choices are looked at again once a second, the worker is rung for at most once in 50 ms: whoever asks."""


class CountedHasher(MD5PasswordHasher):
    def encode(self, password: str, salt: str) -> str:
        hashed.append(password)
        return super().encode(password, salt)


@pytest.mark.parametrize("door", ["/support/sign-in/", "/desk/sign-in/"])
@pytest.mark.parametrize("typed", [{"password": "a wrong one"}, {"password": ""}], ids=["password", "code"])
def test_known_unknown_and_former_people_are_answered_alike(
    door, typed, alice, bob, carol, anton, olga, settings
):
    """Alice has a password, Bob has none, Carol was let in once and is no more, Dora was never here."""
    settings.PASSWORD_HASHERS = [f"{__name__}.CountedHasher"]
    choose("sign_in", passwords=True)
    choose("protection", check="off")
    for person in (alice, carol, anton):
        change_password(person, "correct horse battery", by=person)
    deactivate_person(carol, by=olga)
    seen = []
    for address in ("dora@hill.example", alice.email, bob.email, carol.email, anton.email):
        browser = Client()
        browser.get(door)
        hashed.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = browser.post(door, {"address": address, **typed})
        page = answer.content.decode().replace(address, "ADDRESS")
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|data-pause="\d+"', "", page)
        tables = [
            re.sub(r"\d+|'[^']*'", "", query["sql"])[:60]
            for query in asked
            if not re.search(BY_TIME, query["sql"])
        ]
        seen.append((answer.status_code, answer.headers.get("Location"), page, len(hashed), tables))
    assert [one[:4] for one in seen] == [seen[0][:4]] * len(seen)
    assert {len(one[4]) for one in seen} == {len(seen[0][4])}
