from __future__ import annotations

import pytest
from django.urls import reverse

from smartai.core.knowledge.models import Article
from tests.cast import choose, client_of

pytestmark = pytest.mark.django_db
TYPED = {"title": "Rechnungen lesen", "text": "Jede Zeile ist ein Tarif.", "published": "on"}


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
