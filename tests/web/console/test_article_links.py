from __future__ import annotations

import re

import pytest
from django.urls import reverse

from smartai.core.knowledge.actions import check_links, save_article
from smartai.core.knowledge.models import Article, ArticleLink
from smartai.lib.article_links import PAGES
from tests.cast import client_of
from tests.core.knowledge.test_articles import write

pytestmark = pytest.mark.django_db
SITE = "https://help.northwind.example"


def looked_at() -> None:
    while check_links(SITE):
        pass


def test_a_link_that_leads_nowhere_is_shown_and_led_elsewhere(mia):
    client = client_of(mia)
    write(mia, "Exports")
    article = write(mia, "Linking", "First [read this](/help/imports/).")
    assert (
        "The newest changes are being looked at"
        in client.get(reverse("console:article-links")).content.decode()
    )
    looked_at()
    page = client.get(reverse("console:article-links")).content.decode()
    assert "There is no article at this address." in page
    assert "read this" in page
    url = reverse("console:link-mending", args=[ArticleLink.objects.get().pk])
    assert (
        "Write where the link should lead."
        in client.post(url, {"address": " "}, follow=True).content.decode()
    )
    client.post(url, {"address": "/help/exports/"})
    looked_at()
    article.refresh_from_db()
    assert article.text == "First [read this](/help/exports/)."
    assert "Every link leads somewhere." in client.get(reverse("console:article-links")).content.decode()


def test_a_link_by_an_old_address_is_updated_by_one_button(mia):
    client = client_of(mia)
    target = write(mia, "Exports")
    article = write(mia, "Linking", "[read this](/help/exports/#steps)")
    Article.objects.filter(pk=target.pk).update(html='<h2 id="steps">Steps</h2>')
    looked_at()
    Article.objects.filter(pk=target.pk).update(slug="large-exports", links_read=False)
    target.former_addresses.create(slug="exports")
    looked_at()
    page = client.get(reverse("console:article-links")).content.decode()
    button = re.search(r'action="([^"]*)">.*?name="address" value="([^"]*)"', page)
    assert button
    assert button[2] == "/help/large-exports/#steps"
    client.post(button[1], {"address": button[2]})
    article.refresh_from_db()
    assert article.text == "[read this](/help/large-exports/#steps)"


def test_what_the_text_writes_in_another_way_is_left_to_its_writer(mia):
    client = client_of(mia)
    write(mia, "Linking", "[über](/help/über/)")
    looked_at()
    url = reverse("console:link-mending", args=[ArticleLink.objects.get().pk])
    said = client.post(url, {"address": "/help/exports/"}, follow=True).content.decode()
    assert "please mend it in the article" in said
    assert Article.objects.get().version == 1


def test_a_link_that_is_no_more_is_not_there(mia):
    article = write(mia, "Linking", "[x](/help/imports/)")
    looked_at()
    url = reverse("console:link-mending", args=[ArticleLink.objects.get().pk])
    save_article(article, by=mia, text="Nothing.")
    looked_at()
    assert client_of(mia).post(url, {"address": "/help/exports/"}).status_code == 404


def test_a_page_of_links_costs_the_same_for_many_as_for_one(mia, django_assert_max_num_queries):
    client = client_of(mia)
    write(mia, "Linking", " ".join(f"[x](/help/imports-{n}/)" for n in range(60)))
    looked_at()
    with django_assert_max_num_queries(7):
        page = client.get(reverse("console:article-links")).content.decode()
    after = re.search(r'href="\?after=([^"]*)"', page)
    assert after
    rest = client.get(reverse("console:article-links"), {"after": after[1]}).content.decode()
    assert (page.count("Lead there"), rest.count("Lead there")) == (50, 10)


def test_the_pages_that_may_be_linked_to_are_there(alice):
    assert {url: client_of(alice).get(url).status_code for url in PAGES} == {
        url: 302 if url in ("/", "/support/sign-in/", "/support/register/") else 200 for url in PAGES
    }
