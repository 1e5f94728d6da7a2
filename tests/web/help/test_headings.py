"""Headings of articles can be linked to: from what is typed to what is read and looked after."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from smartai.core.knowledge.actions import check_links
from smartai.core.knowledge.models import Article, ArticleLink
from tests.cast import client_of

pytestmark = pytest.mark.django_db
TEXT = "# Limits\n\nx\n\n## Für große Berichte\n\nx\n\n## الحدود\n\nx\n\n## Limits\n\nx\n\n## <b>&\n\nx\n"


def all_looked_at() -> None:
    for _ in range(5):
        check_links("https://help.example")


def typed(mia, title: str, text: str) -> str:
    """The page that a reader gets of what was typed into the form."""
    sent = {"title": title, "text": text, "status": "published", "language": "en"}
    assert client_of(mia).post(reverse("console:article-new"), sent).status_code == 302
    return client_of(None).get(f"/help/{Article.objects.get(title=title).slug}/").content.decode()


def test_each_heading_has_its_own_place_and_the_contents_lead_there(mia):
    page = typed(mia, "Exports", TEXT)
    places = re.findall(r'<h[23] id="([^"]+)"', page.split('<div class="prose"')[1])
    assert places == ["h-limits", "h-für-grosse-berichte", "h-الحدود", "h-limits-2", "h-b"]
    contents = page.split('<nav class="contents"')[1].split("</nav>")[0]
    assert re.findall(r'href="#([^"]+)"', contents) == places


def test_a_link_to_a_heading_is_kept_and_found_out_when_the_heading_goes(mia):
    typed(mia, "Exports", TEXT)
    page = typed(mia, "More", "[a](/help/exports/#h-limits) [b](/help/exports/#h-für-grosse-berichte)")
    assert 'href="/help/exports/#h-limits"' in page
    all_looked_at()
    assert not ArticleLink.objects.visible_to(mia).broken()
    sent = {"title": "Exports", "text": "## Nothing else", "status": "published", "language": "en"}
    client_of(mia).post(reverse("console:article", args=[Article.objects.get(slug="exports").pk]), sent)
    all_looked_at()
    assert ArticleLink.objects.visible_to(mia).broken().count() == 2
