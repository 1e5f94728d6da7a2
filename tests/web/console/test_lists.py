from __future__ import annotations

import re

import pytest
from django.urls import reverse

from smartai.core.workspace.choices import GROUPS
from tests.cast import client_of

pytestmark = pytest.mark.django_db

OWNERS = (
    "departments",
    "colleagues",
    "customers",
    "fields",
    "field-new",
    "statuses",
    "priorities",
    "questions",
    "deliveries",
    "changes",
)
TEAMS = ("articles", "article-new")


@pytest.mark.parametrize("name", [*OWNERS, *TEAMS])
def test_every_list_opens_with_what_a_new_installation_holds(name, olga, a_ticket):
    assert client_of(olga).get(reverse(f"console:{name}")).status_code == 200


@pytest.mark.parametrize("name", [*OWNERS, *TEAMS])
def test_agents_write_articles_and_decide_nothing_else(name, mia, alice):
    url = reverse(f"console:{name}")
    assert client_of(mia).get(url).status_code == (200 if name in TEAMS else 403)
    assert client_of(alice).get(url).status_code == 404


def test_the_list_of_settings_has_every_page_once_and_agents_see_theirs(olga, mia):
    page = client_of(olga).get(reverse("console:departments")).content.decode()
    listed = page[page.index('id="setting-list"') : page.index("</nav>", page.index('id="setting-list"'))]
    pages = [reverse("console:group", args=[name]) for name in GROUPS]
    pages += [reverse(f"console:{name}") for name in (*OWNERS, *TEAMS) if not name.endswith("-new")]
    assert sorted(re.findall(r'href="([^"]*)"', listed)) == sorted(pages)
    page = client_of(mia).get(reverse("console:articles")).content.decode()
    assert re.findall(r'href="(/desk/settings/[^"]+)"', page).count(reverse("console:articles")) == 1
    assert reverse("console:departments") not in page


def test_a_status_with_a_wrong_position_is_refused_on_its_page(olga):
    response = client_of(olga).post(
        reverse("console:statuses"), {"name": "Third line", "category": "open", "position": "9" * 20}
    )
    assert response.status_code == 422
