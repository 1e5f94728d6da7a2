from __future__ import annotations

import re

import pytest
from django.urls import reverse

from smartai.core.tickets.actions import create_tag, set_tags
from smartai.core.tickets.models import Tag
from smartai.web.console.views import tags as tags_page
from tests.cast import client_of

pytestmark = pytest.mark.django_db


def url(name: str, *args: int) -> str:
    return reverse(f"console:{name}", args=args)


@pytest.fixture
def export(selma) -> Tag:
    return create_tag("export", by=selma)


def test_a_supervisor_makes_a_tag_in_a_colour(selma):
    assert client_of(selma).post(url("tags"), {"name": "VIP, gold", "hue": "amber"}).status_code == 302
    assert Tag.objects.values_list("name", "hue").get() == ("vip gold", "amber")


@pytest.mark.parametrize(
    "sent", [{"name": ""}, {"name": " , "}, {"name": "x" * 41}, {"name": "x", "hue": "mauve"}]
)
def test_a_tag_without_a_name_or_in_a_colour_that_there_is_not_is_refused(sent, selma):
    assert client_of(selma).post(url("tags"), sent).status_code == 422
    assert not Tag.objects.exists()


def test_the_list_counts_tickets_and_costs_the_same_for_many(
    export, selma, anton, a_ticket, django_assert_max_num_queries
):
    set_tags(a_ticket, ["export"], by=anton)
    for number in range(30):
        create_tag(f"tag {number}", by=selma)
    client = client_of(selma)
    with django_assert_max_num_queries(7):
        page = client.get(url("tags")).content.decode()
    assert re.search(r"export</span></a>\s*<a[^>]*>1 ticket<", page)
    assert page.count(">0 tickets<") == 30


def test_a_long_list_goes_on_and_is_searched(export, selma, monkeypatch):
    monkeypatch.setattr(tags_page, "SIZE", 1)
    create_tag("import", by=selma)
    client = client_of(selma)
    page = client.get(url("tags")).content.decode()
    assert "import</span>" not in page
    more = re.search(r'href="(\?after=[^"]*)"', page)
    assert more
    assert "import</span>" in client.get(url("tags") + more[1]).content.decode()
    assert "import</span>" in client.get(url("tags"), {"q": "IMP"}).content.decode()


def test_a_name_that_is_taken_offers_to_merge(export, selma):
    other = create_tag("exports", by=selma)
    answer = client_of(selma).post(url("tag", other.pk), {"name": "export", "hue": ""})
    assert answer.status_code == 422
    assert re.search(
        r'name="into"[^>]*value="export"|value="export"[^>]*name="into"', answer.content.decode()
    )


def test_two_tags_become_one(export, selma, anton, a_ticket):
    other = create_tag("exports", by=selma)
    set_tags(a_ticket, ["exports"], by=anton)
    answer = client_of(selma).post(url("tag-merging", other.pk), {"into": "Export"}, follow=True)
    assert "exports" in answer.content.decode()
    assert [*a_ticket.tags.all()] == [export]
    assert client_of(selma).get(url("tag", other.pk)).status_code == 404


@pytest.mark.parametrize("into", ["", "export", "no such tag"])
def test_a_tag_is_merged_into_another_one_only(into, export, selma):
    assert client_of(selma).post(url("tag-merging", export.pk), {"into": into}).status_code == 422
    assert Tag.objects.get() == export


def test_archiving_is_undone_with_one_press(export, selma):
    client = client_of(selma)
    page = client.post(url("tag-archive", export.pk), follow=True).content.decode()
    assert url("tag-return", export.pk) in page
    assert "No tags yet." in page
    assert "export</span>" in client.get(url("tags"), {"archived": ""}).content.decode()
    client.post(url("tag-return", export.pk))
    assert "export</span>" in client.get(url("tags")).content.decode()


@pytest.mark.parametrize("who", ["leo", "anton"])
@pytest.mark.parametrize("name", ["tag", "tag-merging", "tag-archive", "tag-return"])
def test_agents_keep_no_tags(name, who, export, request):
    answer = client_of(request.getfixturevalue(who)).post(url(name, export.pk), {"name": "x", "into": "x"})
    assert answer.status_code == 403
    assert Tag.objects.get().name == "export"
