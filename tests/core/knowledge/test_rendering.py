"""Articles as HTML: their own files, words in their own language, and those that were stored before."""

from __future__ import annotations

import pytest

from smartai.core.knowledge.actions import render_article, render_older, save_article
from smartai.core.knowledge.models import Article
from smartai.core.knowledge.reads import last_change
from smartai.foundation.events.models import StoredEvent
from smartai.lib.article_html import FORM

pytestmark = pytest.mark.django_db


def test_what_the_page_adds_is_in_the_articles_language_whoever_saves(mia):
    article = save_article(None, by=mia, title="Rechnungen", text="> [!WARNING]\n> Halt.", language="de")
    assert '<p class="callout-word">Achtung</p>' in article.html
    assert article.plain == "Halt."


def test_an_article_of_an_older_form_is_made_anew_once_and_stays_what_it_was(mia):
    article = save_article(None, by=mia, title="Exports", text="### Send\n\n> [!TIP]\n> Now.")
    facts = StoredEvent.objects.count()
    Article.objects.update(form=0, html="<h3>Send</h3>", plain="", lead="")
    assert (render_older(), render_older()) == (1, 0)
    anew = Article.objects.get()
    assert anew.form == FORM
    assert '<h2 id="h-send">Send</h2>' in anew.html
    assert (anew.version, anew.changed_at, anew.plain) == (1, article.changed_at, "Send\nNow.")
    assert StoredEvent.objects.count() == facts + 1


def test_pages_that_caches_kept_are_other_ones_once_all_articles_are_anew(mia, monkeypatch):
    monkeypatch.setattr(render_article, "RENDERED_AT_ONCE", 1)
    for title in ("One", "Two"):
        save_article(None, by=mia, title=title, text="x")
    Article.objects.update(form=0)
    before = last_change()
    assert render_older() == 1
    assert last_change() == before
    assert render_older() == 1
    assert last_change() != before
