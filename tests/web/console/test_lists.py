from __future__ import annotations

import pytest
from django.urls import reverse

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


def test_a_status_with_a_wrong_position_is_refused_on_its_page(olga):
    response = client_of(olga).post(
        reverse("console:statuses"), {"name": "Third line", "category": "open", "position": "9" * 20}
    )
    assert response.status_code == 422
