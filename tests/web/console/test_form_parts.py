"""What every form has, each in its row of the builder."""

from __future__ import annotations

import re

import pytest

from smartai.core.workspace.actions import change_choices
from smartai.core.workspace.choices import choices, forget_choices
from smartai.foundation.accounts.models import Role
from tests.cast import choose, client_of, make_person
from tests.web.console.test_builder import LIST, named

pytestmark = pytest.mark.django_db


def test_a_part_of_every_form_is_used_named_and_bounded_in_its_row(olga, alice, support, billing):
    page = client_of(olga).get(f"{LIST}parts/attachments/").content.decode()
    assert {"attachments", "max_file_mb", "max_files", "words"} <= set(named(page))
    sent = {"department": "required", "default_department": str(billing.pk), "words": "Who helps?"}
    assert client_of(olga).post(f"{LIST}parts/department/", sent).status_code == 302
    forget_choices()
    assert (choices().form.department, choices().form.default_department) == ("required", billing.pk)
    assert "Who helps?" in client_of(alice).get("/support/").content.decode()
    assert client_of(olga).get(f"{LIST}parts/spell/").status_code == 404


def test_title_and_message_are_not_both_hidden(olga):
    choose("form", title="hidden")
    answer = client_of(olga).post(f"{LIST}parts/message/", {"message": "hidden", "words": ""})
    assert answer.status_code == 422
    assert "Show the title or the message" in answer.content.decode()
    assert (
        client_of(olga).post(f"{LIST}parts/title/", {"title": "x", "words": "x" * 10_000}).status_code == 422
    )


def test_of_two_owners_at_one_part_the_second_is_told(olga):
    page = client_of(olga).get(f"{LIST}parts/title/").content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    other = make_person("Otto Berg", "otto@northwind.example", Role.OWNER)
    change_choices("form", {"title": "optional"}, by=other)
    sent = {"title": "required", "words": "Subject", "seen": seen[1]}
    answer = client_of(olga).post(f"{LIST}parts/title/", sent)
    assert answer.status_code == 409
    assert "Otto Berg saved this after you opened it" in answer.content.decode()
