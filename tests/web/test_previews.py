"""Under `/preview/` stand the real pages with an owner's draft, for that owner alone; nothing is sent."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from smartai.core.tickets.actions import reply_as_agent
from smartai.core.tickets.models import Ticket
from smartai.core.tickets.reads import standing_of
from smartai.core.workspace.actions import change_panel, create_panel, keep_draft
from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.models import Role
from smartai.foundation.events.models import StoredEvent
from smartai.web.ui.previewed import preview_root
from tests.cast import choose, client_of, make_person

pytestmark = pytest.mark.django_db
LOOK = "visitor-light-en"
FORM = "/support/?write"


@pytest.fixture
def root(olga) -> str:
    keep_draft("brand", {"name": "Southwind", "colour": "#aa3366"}, by=olga, seen={})
    return preview_root(olga, "brand", None)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_owner_sees_the_draft_and_customers_what_holds(root, olga, alice):
    assert "Southwind" in page(client_of(olga), f"{root}{LOOK}{FORM}")
    assert "Southwind" not in page(client_of(alice), FORM)
    assert "Southwind" not in page(client_of(olga), FORM)


def test_every_link_form_and_style_of_a_page_stays_in_the_preview(root, olga):
    base = f"{root}{LOOK}"
    shown = page(client_of(olga), f"{base}{FORM}")
    led = re.findall(r'(?:href|action|data-[\w-]*url)="(/[^"]*)"', shown)
    assert led
    assert [one for one in led if not one.startswith((f"{base}/", "/static/"))] == []
    assert "#aa3366" in page(client_of(olga), f"{base}/brand.css")


def test_after_a_preview_addresses_are_plain_again(root, olga):
    client = client_of(olga)
    page(client, f"{root}{LOOK}{FORM}")
    assert "/preview/" not in page(client, FORM)


@pytest.mark.parametrize("who", [None, "alice", "mia", "another owner"])
def test_anybody_else_gets_the_404_of_no_page(who, root, request):
    person = None
    if who == "another owner":
        person = make_person("Anna Sand", "anna@northwind.example", Role.OWNER)
    elif who:
        person = request.getfixturevalue(who)
    client = client_of(person)
    theirs, none = client.get(f"{root}{LOOK}{FORM}"), client.get("/preview/nothing/")
    assert theirs.status_code == none.status_code == 404
    assert theirs.content == none.content


def test_an_owner_who_is_one_no_more_sees_no_preview(root, olga):
    client = client_of(olga)
    olga.role = Role.AGENT
    olga.save()
    assert client.get(f"{root}{LOOK}{FORM}").status_code == 404


@pytest.mark.parametrize(
    "place",
    [
        "", "visitor-light-en", "visitor-light-en/", "visitor-light-fr/support/", "owner-light-en/support/",
        "visitor-light-en/desk/", "visitor-light-en/desk/settings/choices/brand/", "visitor-light-en/outbox/",
        "visitor-light-en/preview/x/", "visitor-light-en-de/support/", "visitor--en/support/", "é-ü/support/",
        "visitor-light-en/desk/settings/panels/1/", "visitor-light-en//evil.example/", "%00/support/",
    ],
)  # fmt: skip
def test_nothing_else_is_there(place, root, olga):
    assert client_of(olga).get(f"{root}{place}").status_code == 404


@pytest.mark.parametrize("token", ["x", "x:y:z", "a" * 5_000, "WzEsMCwiYnJhbmQiXQ:1x:forged", "..", "%2e%2e"])
def test_a_token_that_is_not_ours_opens_nothing(token, olga):
    assert client_of(olga).get(f"/preview/{token}/{LOOK}/support/").status_code == 404


def test_a_token_ends_after_a_day(root, olga, later):
    later(hours=25)
    assert client_of(olga).get(f"{root}{LOOK}{FORM}").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/support/", "/support/sign-in/", "/support/uploads/", "/w/session"])
def test_nothing_is_sent_and_a_friendly_page_says_so(method, path, root, olga):
    client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    client.cookies = client_of(olga).cookies
    answer = client.generic(method, f"{root}{LOOK}{path}", "title=A&message=B")
    assert answer.status_code == 403
    assert "This is a preview: nothing is sent." in answer.content.decode()
    assert "Southwind" in answer.content.decode()
    assert not Ticket.objects.exists()


def test_a_script_hears_it_as_a_sentence(root, olga):
    headers = {"X-Requested-With": "fetch"}
    answer = client_of(olga).post(f"{root}{LOOK}/support/uploads/", headers=headers)
    assert answer.json() == {"error": "This is a preview: nothing is sent."}


def test_reading_notes_nothing(root, olga, anton, support, open_request):
    ticket = open_request(olga, support)
    reply_as_agent(ticket, "Try it now.", by=anton)
    client, before = client_of(olga), StoredEvent.objects.count()
    page(client, f"{root}customer-light-en/support/requests/{ticket.pk}/")
    client.get(f"{root}{LOOK}/help/?q=nowhere")
    assert (standing_of(olga).unread, StoredEvent.objects.count()) == (1, before)


def test_answers_are_framed_by_ourselves_alone_and_kept_by_nobody(root, olga):
    panel = SupportPanel.objects.get(is_default=True)
    change_panel(panel, by=olga, name="Ours", origins=["https://shop.example"], active=True)
    for path in (FORM, "/help/", "/embed.js", f"/w/{panel.key}/", "/desk/settings/mails/created/letter/"):
        answer = client_of(olga).get(f"{root}{LOOK}{path}")
        policy = answer.headers["Content-Security-Policy"]
        assert answer.status_code == 200
        assert re.findall(r"frame-ancestors ([^;]*)", policy) == ["'self'"]
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert "ETag" not in answer.headers
        assert not answer.cookies


def test_our_other_pages_are_framed_by_nobody_still(olga):
    answer = client_of(olga).get(FORM)
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_a_visitor_is_nobody_and_a_customer_is_the_owner_without_an_owners_rights(
    root, olga, alice, a_ticket
):
    client = client_of(olga)
    assert olga.email not in page(client, f"{root}{LOOK}{FORM}")
    assert olga.email in page(client, f"{root}customer-light-en{FORM}")
    assert client.get(f"{root}customer-light-en/support/requests/{a_ticket.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("look", "mark"),
    [
        ("visitor-dark-en", 'data-theme="dark"'),
        ("visitor-light-en", 'data-theme="light"'),
        ("visitor-light-ar", 'dir="rtl"'),
        ("visitor-light-de", 'lang="de"'),
    ],
)
def test_a_look_is_in_the_address(look, mark, root, olga):
    assert mark in page(client_of(olga), f"{root}{look}{FORM}")


def test_somebody_who_reads_no_language_of_ours_gets_the_one_that_is_tried(olga):
    keep_draft("brand", {"language": "ar"}, by=olga, seen={})
    root = preview_root(olga, "brand", None)
    assert 'lang="ar"' in page(client_of(olga), f"{root}visitor-light-xx{FORM}")


def test_a_first_page_elsewhere_is_named_and_not_followed(olga):
    values = {"first_page": "redirect", "redirect_url": "https://shop.example/login"}
    keep_draft("sign_in", values, by=olga, seen={})
    shown = page(client_of(olga), f"{preview_root(olga, 'sign_in', None)}{LOOK}/support/requests/")
    assert "https://shop.example/login" in shown


def test_what_is_seen_takes_no_focus_from_the_settings_around_it(root, olga):
    client = client_of(olga)
    assert " autofocus" in page(client_of(None), "/support/sign-in/")
    answer = client.get(f"{root}{LOOK}/support/sign-in/")
    assert b'name="address"' in answer.content
    assert b"autofocus" not in answer.content
    assert int(answer.headers["Content-Length"]) == len(answer.content)  # else a browser waits for the rest


def test_a_panel_is_seen_with_its_own_draft_over_what_it_follows(olga):
    choose("labels", send="Off you go")
    shop = create_panel("Shop", by=olga)
    keep_draft("brand", {"name": "Shop & Co"}, by=olga, panel=shop, seen={})
    shown = page(client_of(olga), f"{preview_root(olga, 'brand', shop.pk)}{LOOK}{FORM}")
    assert "Shop &amp; Co" in shown
    assert "Off you go" in shown


def test_the_embedded_panel_of_the_preview_is_the_drafts_too(root, olga):
    panel = SupportPanel.objects.get(is_default=True)
    client, base = client_of(olga), f"{root}{LOOK}"
    sample = page(client, f"{base}/desk/settings/panels/{panel.pk}/sample/")
    assert f'src="{base}/embed.js"' in sample
    assert f'data-base="{base}"' in page(client, f"{base}/w/{panel.key}/")
    headers = {"Smartai-Panel": panel.key, "Smartai-Host": "http://127.0.0.1:8000"}
    assert "Southwind" in client.get(f"{base}/support/", headers=headers).content.decode()


def test_written_out_addresses_of_articles_and_mails_stay_inside(olga):
    keep_draft("mail", {"footer": "[Help](/help/exports/)", "sender_name": "Post"}, by=olga, seen={})
    base = f"{preview_root(olga, 'mail', None)}{LOOK}"
    letter = page(client_of(olga), f"{base}/desk/settings/mails/created/letter/")
    assert "Post" in letter
    assert f'src="{base}/desk/settings/mails/created/page/"' in letter
    mail = client_of(olga).get(f"{base}/desk/settings/mails/created/page/")
    assert re.findall(r'href="(?:http://127[^/]*)?/(?:support|help)/', mail.content.decode()) == []


def test_a_mail_that_is_switched_off_says_so(olga):
    keep_draft("mail", {"tell_created": False}, by=olga, seen={})
    base = f"{preview_root(olga, 'mail', None)}{LOOK}/desk/settings/mails"
    assert "nobody gets this e-mail" in page(client_of(olga), f"{base}/created/letter/")
    assert "nobody gets this e-mail" not in page(client_of(olga), f"{base}/answered/letter/")
