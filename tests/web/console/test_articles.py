from __future__ import annotations

import pytest
from django.urls import reverse

from smartai.core.knowledge.actions import save_article
from smartai.core.knowledge.models import Article
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db
TYPED = {"title": "Rechnungen lesen", "text": "Jede Zeile ist ein Tarif.", "status": "published"}


def test_an_article_is_found_by_the_forms_of_its_own_language(mia, alice):
    client_of(mia).post(reverse("console:article-new"), {**TYPED, "language": "de"})
    assert Article.objects.get().language == "de"
    assert "Rechnungen" in client_of(alice).get("/help/", {"q": "rechnung"}).content.decode()


def test_without_a_choice_an_article_is_in_the_owners_language(mia):
    choose("brand", language="de")
    page = client_of(mia).get(reverse("console:article-new")).content.decode()
    assert '<option value="de" selected>' in page
    client_of(mia).post(reverse("console:article-new"), TYPED)
    assert Article.objects.get().language == "de"


def test_a_language_that_is_none_is_refused_and_nothing_is_saved(mia):
    answer = client_of(mia).post(reverse("console:article-new"), {**TYPED, "language": "tlh"})
    assert answer.status_code == 422
    assert not Article.objects.exists()


def test_a_language_that_only_the_article_has_is_offered_and_kept_by_saving(mia):
    """Files may bring articles in languages that the product itself does not speak."""
    french = save_article(None, by=mia, title="Lire les factures", text="Une ligne.", language="fr")
    client, url = client_of(mia), reverse("console:article", args=[french.pk])
    assert '<option value="fr" selected>Français</option>' in client.get(url).content.decode()
    assert client.post(url, {**TYPED, "language": "fr"}).status_code == 302
    french.refresh_from_db()
    assert (french.title, french.language) == (TYPED["title"], "fr")
    assert "Français" in client.get(reverse("console:articles")).content.decode()
    assert client.post(reverse("console:article-new"), {**TYPED, "language": "fr"}).status_code == 422
