"""Search over settings: by label, hint and other words, in any language, leading to the very choice."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from smartai.core.workspace.choices import GROUPS
from smartai.web.console.finding import find_settings
from smartai.web.console.frame import LISTS, TITLES
from smartai.web.console.other_words import OTHER_WORDS
from tests.cast import client_of

pytestmark = pytest.mark.django_db
FIND = "/desk/settings/find/"


def titles(query, person, language="en"):
    return [
        "".join(piece.text for piece in row.title)
        for row in find_settings(query, by=person, language=language).rows
    ]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("captcha", "Robot check"),
        ("archive", "Days until archived"),
        ("ENTER", "ENTER sends"),
        ("color", "Colour"),
        ("canned", "Saved replies"),
        ("sign up", "Registration"),
        ("ticket form", "Request form"),
        ("rate limit login", "Codes an hour"),
        ("departments", "Departments"),
    ],
)
def test_a_setting_is_found_by_its_words_and_by_what_others_call_it(olga, query, first):
    assert titles(query, olga)[0] == first


@pytest.mark.parametrize(
    ("language", "query", "first"),
    [
        ("de", "passwörter", "Passwörter"),
        ("de", "kennwort", "Passwörter"),
        ("ar", "الشعار", "الشعار"),
        ("de", "captcha", "Schutz vor Robotern"),
    ],
)
def test_it_is_found_in_the_readers_language(olga, language, query, first):
    assert first in titles(query, olga, language)


def test_a_mistyped_word_is_understood_and_that_is_said(olga):
    found = find_settings("pasword", by=olga, language="en")
    assert found.meant == "password"
    assert found.rows
    assert "Shown for <bdi>password</bdi>" in client_of(olga).get(f"{FIND}?q=pasword").content.decode()


def test_every_choice_is_found_by_its_label_and_leads_to_its_field(olga):
    client, forms = client_of(olga), {}
    for name, group in GROUPS.items():
        page = forms[name] = client.get(reverse("console:group", args=[name])).content.decode()
        for choice in group.model_fields:
            label = str(group.words_of(choice)[0])
            urls = [row.url for row in find_settings(f"{label} {TITLES[name]}", by=olga, language="en").rows]
            assert f"/desk/settings/choices/{name}/#id_{choice}" in urls, label
            assert re.search(rf'id="id_{choice}"', page), f"{name}.{choice}"


def test_agents_find_only_what_they_may_open(anton):
    assert titles("captcha", anton) == []
    assert titles("articles", anton)
    page = client_of(anton).get(f"{FIND}?q=help").content.decode()
    for url in re.findall(r'<li><a class="link" href="([^"]+)"', page):
        assert client_of(anton).get(url).status_code == 200


def test_the_page_works_as_a_plain_form_and_keeps_what_was_looked_for(olga):
    page = client_of(olga).get(f"{FIND}?q=%3Cb%3Elogo").content.decode()
    assert 'value="&lt;b&gt;logo"' in page
    assert 'href="/desk/settings/choices/brand/#id_logo"' in page
    nothing = client_of(olga).get(f"{FIND}?q=zqxj").content.decode()
    assert "Nothing for “zqxj”" in nothing
    assert "Which setting?" in client_of(olga).get(FIND).content.decode()


def test_a_script_gets_the_results_alone(olga):
    answer = client_of(olga).get(f"{FIND}?q=logo", headers={"x-part": "palette"}).content.decode()
    assert "<html" not in answer
    assert "<section><h2>Settings" in answer


def test_other_words_are_those_of_settings_that_are_there():
    known = {
        *TITLES,
        *LISTS,
        *(f"{name}.{choice}" for name in GROUPS for choice in GROUPS[name].model_fields),
    }
    assert set(OTHER_WORDS) <= known
