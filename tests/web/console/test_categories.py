from __future__ import annotations

import re

import pytest
from django.urls import reverse

from smartai.core.knowledge.actions import (
    archive_articles,
    change_category,
    make_category,
    remove_category,
)
from smartai.core.knowledge.models import Article, Category
from smartai.foundation.events.models import StoredEvent
from tests.cast import choose, client_of
from tests.core.knowledge.test_articles import write
from tests.core.knowledge.test_order import names, titles
from tests.web.console.test_groups import fields_of

pytestmark = pytest.mark.django_db
FETCH = {"x-requested-with": "fetch"}


@pytest.fixture
def files(mia) -> Category:
    make_category("Exports", by=mia, parent=make_category("Files", by=mia))
    make_category("People", by=mia)
    return Category.objects.get(name="Files")


def page_of(client, category: Category, kind: str = "category") -> str:
    return reverse(f"console:{kind}", args=[category.pk])


def test_a_category_is_added_on_top_or_under_another(mia, files):
    client, url = client_of(mia), reverse("console:categories")
    assert client.post(url, {"name": "Money"}).status_code == 302
    client.post(url, {"name": "Imports", "parent": files.pk})
    assert (names(), names(files)) == (["Files", "People", "Money"], ["Exports", "Imports"])
    assert client.post(url, {"name": " Files "}).status_code == 422
    assert client.post(url, {"name": "X", "parent": files.children.first().pk}).status_code == 422
    assert client.post(url, {"name": "X", "parent": "9" * 30}).status_code == 422


def test_a_category_is_named_in_the_other_languages_and_addressed_anew(mia, files):
    client = client_of(mia)
    url = page_of(client, files)
    sent = fields_of(client.get(url).content.decode(), "stack")
    assert {"name_de", "name_ar"} <= set(sent)
    assert "name_en" not in sent
    assert client.post(url, {**sent, "name_de": "Dateien", "slug": "Paper Work"}).status_code == 302
    files.refresh_from_db()
    assert (files.name, files.names, files.slug) == ("Files", {"de": "Dateien"}, "paper-work")
    choose("brand", language="de")
    page = client.get(url, headers={"accept-language": "en"}).content.decode()
    assert "name_en" in fields_of(page, "stack")
    client.post(url, {**fields_of(page, "stack"), "name_en": "Papers"})
    files.refresh_from_db()
    assert files.names == {"de": "Dateien", "en": "Papers"}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("name", "People", "There is a category of this name already."),
        ("name", "", "This is needed."),
        ("slug", "people", "Another category has this address, or had it."),
        ("slug", "x" * 101, "At most 100 characters"),
    ],
)
def test_what_a_category_can_not_be_called_is_said_at_the_field(mia, files, name, value, said):
    client = client_of(mia)
    url = page_of(client, files)
    sent = fields_of(client.get(url).content.decode(), "stack")
    answer = client.post(url, {**sent, name: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert names() == ["Files", "People"]


def test_only_what_has_no_subcategories_may_go_under_another(mia, files):
    client = client_of(mia)
    people = Category.objects.get(name="People")
    assert 'name="parent"' not in client.get(page_of(client, files)).content.decode()
    sent = fields_of(client.get(page_of(client, people)).content.decode(), "stack")
    client.post(page_of(client, people), {**sent, "parent": files.pk})
    assert names(files) == ["Exports", "People"]


def test_two_who_change_a_category_at_once_are_told(mia, olga, files):
    client = client_of(olga)
    people = Category.objects.get(name="People")
    url = page_of(client, people)
    sent = fields_of(client.get(url).content.decode(), "stack")
    change_category(people, by=mia, name="Persons", parent=files)
    answer = client.post(url, {**sent, "name": "Folks"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Mia Keller saved this after you opened it" in page
    again = fields_of(page, "stack")
    assert (again["name"], again["parent"]) == ("Folks", str(files.pk))
    assert client.post(url, again).status_code == 302
    assert names(files) == ["Exports", "Folks"]


def test_buttons_move_categories_and_articles_by_one(mia, files):
    client, url = client_of(mia), reverse("console:categories-order")
    people = Category.objects.get(name="People")
    answer = client.post(url, {"row": people.pk, "to": "up"})
    assert answer["Location"] == f"{reverse('console:categories')}#row-{people.pk}"
    assert names() == ["People", "Files"]
    client.post(url, {"row": people.pk, "to": "up"})
    client.post(url, {"row": people.pk, "to": "sideways"})
    assert names() == ["People", "Files"]
    one, two = (write(mia, title, category=files) for title in ("One", "Two"))
    client.post(page_of(client, files, "category-order"), {"row": one.pk, "to": "down"})
    assert titles(files) == ["Two", "One"]
    assert two.pk


def test_an_order_that_was_dragged_is_kept_without_a_new_page(mia, files):
    client = client_of(mia)
    one, two, three = (write(mia, title, category=files) for title in ("One", "Two", "Three"))
    url = page_of(client, files, "category-order")
    answer = client.post(url, {"order": f"{three.pk},{one.pk},{two.pk}"}, headers=FETCH)
    assert answer.status_code == 204
    assert titles(files) == ["Three", "One", "Two"]
    imports = make_category("Imports", by=mia, parent=files)
    exports = Category.objects.get(name="Exports")
    sent = {"order": f"{imports.pk},{exports.pk}", "parent": files.pk}
    client.post(reverse("console:categories-order"), sent, headers=FETCH)
    assert names(files) == ["Imports", "Exports"]


@pytest.mark.parametrize("order", ["", ",,,", "x,y", "9" * 30, "-1", "1," * 5_000, "\x00"])
def test_an_order_of_nothing_changes_nothing(mia, files, order):
    client = client_of(mia)
    for title in ("One", "Two"):
        write(mia, title, category=files)
    assert client.post(page_of(client, files, "category-order"), {"order": order}).status_code == 302
    assert (
        client.post(reverse("console:categories-order"), {"order": order, "parent": "x"}).status_code == 302
    )
    assert (titles(files), names()) == (["One", "Two"], ["Files", "People"])


def test_what_an_article_in_another_place_is_called_counts_for_nothing_in_an_order(mia, files):
    client = client_of(mia)
    one, two = (write(mia, title, category=files) for title in ("One", "Two"))
    other = write(mia, "Elsewhere")
    sent = {"order": f"{other.pk},{two.pk},{one.pk}"}
    client.post(page_of(client, files, "category-order"), sent)
    assert titles(files) == ["Two", "One"]
    other.refresh_from_db()
    assert other.category is None


def test_a_removed_category_asks_where_what_it_holds_goes(mia, files):
    write(mia, "One", category=files)
    client = client_of(mia)
    url = page_of(client, files, "category-removal")
    page = client.get(url).content.decode()
    assert "There is 1 article in it." in page
    people = Category.objects.get(name="People")
    assert set(re.findall(r'<option value="(\d+)"', page)) == {
        str(pk) for pk in Category.objects.exclude(pk=files.pk).values_list("pk", flat=True)
    }
    assert Article.objects.get().category == files
    assert client.post(url, {"into": people.pk, "children_into": people.pk}).status_code == 302
    assert (titles(people), names(), names(people)) == (["One"], ["People"], ["Exports"])


def test_a_category_stays_when_it_can_not_be_emptied(mia, files):
    people = Category.objects.get(name="People")
    make_category("Exports", by=mia, parent=people)
    client = client_of(mia)
    url = page_of(client, files, "category-removal")
    before = StoredEvent.objects.count()
    answer = client.post(url, {"into": "", "children_into": people.pk})
    assert answer.status_code == 422
    assert "another of its name" in answer.content.decode()
    assert client.post(url, {"into": files.pk}).status_code == 422
    assert (names(), StoredEvent.objects.count()) == (["Files", "People"], before)


def test_an_address_that_a_category_had_leads_on_to_where_its_articles_are(mia, alice, files):
    client, people = client_of(alice), Category.objects.get(name="People")
    write(mia, "One", category=files)
    change_category(files, by=mia, slug="papers")
    assert client.get("/help/categories/files/")["Location"] == "/help/categories/papers/"
    remove_category(Category.objects.get(pk=files.pk), by=mia, into=people, children_into=None)
    for former in ("files", "papers"):
        assert client.get(f"/help/categories/{former}/")["Location"] == "/help/categories/people/"
    archive_articles(Article.objects.all(), by=mia)
    assert client.get("/help/categories/files/").status_code == 404
