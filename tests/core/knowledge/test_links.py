"""What is wrong with the links of articles, found from the database alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from smartai.core.knowledge.actions import (
    archive_articles,
    change_category,
    check_links,
    make_category,
    mend_link,
    remove_category,
    save_article,
)
from smartai.core.knowledge.models import Article, ArticleLink, ArticleStatus, Audience, Fault
from smartai.core.people.actions import join_organisation
from smartai.core.people.models import Organisation
from tests.core.knowledge.test_articles import write

pytestmark = pytest.mark.django_db
SITE = "https://help.northwind.example"


def checked() -> dict[str, str]:
    """The faults of all links by address, once the worker has looked."""
    while check_links(SITE):
        pass
    return dict(ArticleLink.objects.values_list("address", "fault"))


def link_to(mia, address: str, **values) -> Article:
    return write(mia, "Linking", f"Read [this]({address}) first.", **values)


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("/help/exports/", Fault.NONE),
        ("/help/exports", Fault.NONE),
        ("/help/exports/#top", Fault.NONE),
        (f"{SITE}/help/exports/", Fault.NONE),
        ("/help/imports/", Fault.NO_ARTICLE),
        (f"{SITE}/help/imports/", Fault.NO_ARTICLE),
        ("/help/exports/#steps", Fault.NO_ANCHOR),
        ("/help/", Fault.NONE),
        ("/support/", Fault.NONE),
        ("/support/requests/?show=closed", Fault.NONE),
        ("/support/nothing/", Fault.NO_PAGE),
        ("/support/requests/12/", Fault.ONE_REQUEST),
        ("/help/files/AAAAAAAAAAAAAAAAAAAAAA/a.pdf", Fault.NO_FILE),
        ("exports.html", Fault.NO_PAGE),
        ("www.northwind.example", Fault.NO_PAGE),
        ("https://northwind.example/whatever", Fault.NONE),
        ("https://help.imports.example/help/imports/", Fault.NONE),
        ("https://northwind", Fault.MALFORMED),
        ("mailto:help@northwind.example", Fault.NONE),
        ("mailto:help", Fault.MALFORMED),
        ("tel:+4930123456", Fault.NONE),
    ],
)
def test_a_link_is_looked_at_by_where_it_leads(mia, address, fault):
    write(mia, "Exports")
    link_to(mia, address)
    assert checked() == {address: fault}


def test_a_link_that_no_browser_may_follow_is_no_address(mia):
    link_to(mia, "skype:northwind")
    assert checked() == {"": Fault.MALFORMED}
    assert ArticleLink.objects.get().words == "this"


def test_a_link_by_an_old_address_works_and_is_said(mia):
    target = write(mia, "Exports")
    link_to(mia, "/help/exports/")
    save_article(target, by=mia, slug="large-exports")
    assert checked() == {"/help/exports/": Fault.MOVED}
    assert ArticleLink.objects.at_fault().count() == 1
    assert not ArticleLink.objects.broken().exists()


def test_what_becomes_of_an_article_is_found_at_the_links_to_it(mia):
    link_to(mia, "/help/exports/")
    assert checked() == {"/help/exports/": Fault.NO_ARTICLE}
    target = write(mia, "Exports")
    assert checked() == {"/help/exports/": Fault.NONE}
    for status, fault in (
        (ArticleStatus.DRAFT, Fault.UNPUBLISHED),
        (ArticleStatus.INTERNAL, Fault.UNPUBLISHED),
        (ArticleStatus.PUBLISHED, Fault.NONE),
    ):
        save_article(target, by=mia, status=status)
        assert checked() == {"/help/exports/": fault}
    archive_articles([target], by=mia)
    assert checked() == {"/help/exports/": Fault.ARCHIVED}


def test_a_link_to_a_category_is_right_as_long_as_there_is_one(mia):
    link_to(mia, "/help/categories/files/")
    assert checked() == {"/help/categories/files/": Fault.NO_PAGE}
    files = make_category("Files", by=mia)
    assert checked() == {"/help/categories/files/": Fault.NONE}
    files = change_category(files, by=mia, slug="papers")
    assert checked() == {"/help/categories/files/": Fault.NONE}
    remove_category(files, by=mia, into=None, children_into=None)
    assert checked() == {"/help/categories/files/": Fault.NO_PAGE}


def test_a_link_to_a_scheduled_article_is_right_when_its_time_has_come(mia, later):
    write(mia, "Exports", published_at=timezone.now() + timedelta(hours=1))
    link_to(mia, "/help/exports/")
    assert checked() == {"/help/exports/": Fault.SCHEDULED}
    later(hours=2)
    assert checked() == {"/help/exports/": Fault.NONE}


def test_the_team_may_link_to_what_customers_can_not_read(mia):
    write(mia, "Exports", status=ArticleStatus.DRAFT)
    article = link_to(mia, "/help/exports/", status=ArticleStatus.INTERNAL)
    assert checked() == {"/help/exports/": Fault.NONE}
    save_article(article, by=mia, status=ArticleStatus.PUBLISHED)
    assert checked() == {"/help/exports/": Fault.UNPUBLISHED}


@pytest.mark.parametrize(
    ("reader", "target", "fault"),
    [
        (Audience.EVERYBODY, Audience.EVERYBODY, Fault.NONE),
        (Audience.EVERYBODY, Audience.SIGNED_IN, Fault.NARROWER),
        (Audience.SIGNED_IN, Audience.SIGNED_IN, Fault.NONE),
        (Audience.SIGNED_IN, Audience.ORGANISATION, Fault.NARROWER),
        (Audience.ORGANISATION, Audience.SIGNED_IN, Fault.NONE),
        (Audience.ORGANISATION, Audience.ORGANISATION, Fault.NONE),
        (Audience.ORGANISATION, Audience.TEAM, Fault.NARROWER),
        (Audience.TEAM, Audience.ORGANISATION, Fault.NONE),
    ],
)
def test_whoever_reads_an_article_should_be_able_to_follow_its_links(mia, alice, reader, target, fault):
    join_organisation(alice, "Lake Trading", by=mia)
    lake = Organisation.objects.get(name="Lake Trading")
    write(mia, "Exports", audience=target, organisation=lake)
    link_to(mia, "/help/exports/", audience=reader, organisation=lake)
    assert checked() == {"/help/exports/": fault}


def test_places_in_an_article_are_those_of_its_headings(mia):
    target = write(mia, "Exports")
    link_to(mia, "/help/exports/#h-steps")
    Article.objects.filter(pk=target.pk).update(html='<h2 id="h-steps">Steps</h2>', links_read=False)
    assert checked() == {"/help/exports/#h-steps": Fault.NONE}
    save_article(target, by=mia, text="No steps.")
    assert checked() == {"/help/exports/#h-steps": Fault.NO_ANCHOR}


def test_what_an_article_does_not_say_any_more_and_what_is_archived_is_not_looked_after(mia):
    article = link_to(mia, "/help/imports/")
    checked()
    assert ArticleLink.objects.broken().count() == 1
    archive_articles([article], by=mia)
    checked()
    assert not ArticleLink.objects.at_fault().exists()
    save_article(article, by=mia, text="Nothing.", status=ArticleStatus.PUBLISHED)
    assert checked() == {}


def test_many_links_to_one_article_are_looked_at_in_turns(mia):
    for number in range(25):
        write(mia, f"Linking {number}", "See [exports](/help/exports/).")
    write(mia, "Exports")
    assert set(checked().values()) == {Fault.NONE}
    assert check_links(SITE) == 0


def test_a_mended_link_leads_elsewhere_and_its_neighbours_do_not(mia):
    text = (
        "[One](/help/exports/), [two](/help/exports/#steps), [three](/help/exports/) and /help/exports/all."
    )
    article = write(mia, "Linking", text)
    assert mend_link(article, "/help/exports/", "/help/large (exports)/", by=mia)
    new = "/help/large%28exports%29/"
    kept = Article.objects.get()
    assert kept.text == f"[One]({new}), [two](/help/exports/#steps), [three]({new}) and /help/exports/all."
    assert kept.version == 2
    assert not mend_link(article, "/help/exports/", "/help/else/", by=mia)
    assert not mend_link(article, new, " ", by=mia)
    assert Article.objects.get().version == 2


def test_bad_addresses_of_any_kind_end_no_check(mia):
    for number, address in enumerate(
        ["http://[", "//", "#", "?", "/help/%", "https://" + "a" * 900, "%00", "///x"]
    ):
        write(mia, f"Linking {number}", f"[x]({address}) <{address}>")
    checked()
    assert not Article.objects.filter(links_read=False).exists()
