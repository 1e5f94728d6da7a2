"""“Only people whom the site names”: asked by hand, with a frame's headers, past any script."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from smartai.core.knowledge.actions import make_category, save_article
from smartai.core.knowledge.models import ArticleStatus
from smartai.core.tickets.actions import issue_link, link_token
from smartai.core.tickets.models import Ticket
from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.models import SignInCode
from smartai.foundation.events.models import StoredEvent
from smartai.foundation.files.models import StoredFile
from smartai.web.ui.entry import Entry, entry_of
from tests.cast import client_of
from tests.web.test_access_table import ROUTES
from tests.web.ui.test_carried import SHOP, Frame, letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop(olga):
    panel = create_panel("Shop", by=olga)
    change_panel_choices(panel, "sign_in", {"policy": "open"}, by=olga)
    change_panel_choices(panel, "protection", {"check": "off"}, by=olga)
    change_panel_choices(panel, "widget", {"require_identity": True}, by=olga)
    return change_panel(panel, by=olga, name="Shop", origins=[SHOP], active=True)


@pytest.fixture
def hosts(settings) -> tuple[str, str]:
    """Where a script may say that the frame stands: on a site of the list, and on our own pages."""
    return SHOP, settings.BASE_URL.rstrip("/")


@pytest.fixture
def article(olga):
    shelf, shown = make_category("Files", by=olga), ArticleStatus.PUBLISHED
    return save_article(None, by=olga, title="Exports", text="Words.", status=shown, category=shelf)


def named(shop, person):
    person.site_identities.create(panel=shop, subject="user-1842")
    return Frame(shop.key, token=start_session(person, scope=f"{shop.key} {SHOP}"))


def test_nobody_without_a_name_writes_wherever_they_say_that_the_frame_stands(shop, hosts):
    letter = {"title": "x", "message": "y", "address": "alice@lake.example", "name": "A"}
    before = StoredEvent.objects.count()
    for host in hosts:
        assert Frame(shop.key, host).ask("post", "/support/", letter).status_code == 403
        assert Frame(shop.key, host).ask("get", "/support/").status_code == 403
    assert (Ticket.objects.count(), StoredEvent.objects.count()) == (0, before)


def test_nobody_without_a_name_signs_in_registers_or_uploads(shop, alice):
    frame = Frame(shop.key)
    for path in ("sign-in/", "sign-in/code/", "sign-in/code/again/", "sign-in/password/", "register/"):
        for method in ("get", "post"):
            answer = frame.ask(method, f"/support/{path}", {"address": alice.email, "name": "A"})
            assert answer.status_code == 403, (method, path)
    file = {"file": SimpleUploadedFile("a.txt", b"words")}
    assert frame.ask("post", "/support/uploads/", file).status_code == 403
    assert not SignInCode.objects.exists()
    assert not StoredFile.objects.exists()


def test_every_page_of_customers_is_shut_to_whoever_has_no_name(shop, article):
    """Each route, so that a new one is shut by itself."""
    ways = {
        name: route
        for name, route in ROUTES.items()
        if name.startswith("panel:") and entry_of(route.callback) is not Entry.MACHINE
    }
    filled = {"number": 7, "pk": 7, "token": "x" * 43, "slug": article.slug}
    for name, route in ways.items():
        path = reverse(name, kwargs={part: filled[part] for part in route.pattern.converters})
        for method in ("get", "post"):
            answer = getattr(Client(HTTP_HOST="127.0.0.1"), method)(
                path, headers={"Smartai-Panel": shop.key, "Smartai-Host": SHOP}
            )
            assert answer.status_code in (403, 401, 200), (name, method)  # 401 keeps what was typed
            if answer.status_code == 200:  # led to the page that asks to sign in, which is shut
                assert "/sign-in/" in answer.headers["Smartai-Location"], (name, method)


def test_help_articles_are_read_and_nothing_is_said_about_them(shop, article):
    frame = Frame(shop.key)
    page = frame.ask("get", f"/help/{article.slug}/")
    assert "Words." in page.content.decode()
    assert "/support/sign-in/" not in page.content.decode()
    for path in (reverse("help:feedback", args=[article.slug]), reverse("help:unanswered")):
        answer = frame.ask("post", path, {"helpful": "yes", "q": "x"})
        assert answer.status_code == 403
        assert "Sign in on the site first" in answer.content.decode()


def test_whom_the_site_named_writes_and_reads(shop, alice, a_ticket, later):
    frame = named(shop, alice)
    assert a_ticket.title in frame.ask("get", "/support/requests/").content.decode()
    page = frame.ask("get", "/support/").content.decode()
    later(seconds=5)
    frame.ask("post", "/support/", letter(page))
    assert Ticket.objects.filter(title="Wrong size", requester=alice, panel=shop).exists()
    frame.ask("post", f"/support/requests/{a_ticket.pk}/reply/", {"text": "Still."})
    assert a_ticket.messages.count() == 2


def test_whom_the_site_named_signs_in_as_nobody_else(shop, alice, bob):
    frame = named(shop, alice)
    assert frame.ask("post", "/support/sign-in/", {"address": bob.email}).status_code == 403
    assert not SignInCode.objects.exists()


def test_who_was_named_meanwhile_is_led_on_to_what_they_wanted(shop, alice, a_ticket):
    page = named(shop, alice).ask("get", f"/support/sign-in/?next=/support/requests/{a_ticket.pk}/")
    assert a_ticket.title in page.content.decode()


@pytest.mark.parametrize("who", ["alice", "olga"])
def test_a_session_from_before_the_switch_counts_no_more(who, shop, a_ticket, request):
    person = request.getfixturevalue(who)
    token = start_session(person, scope=f"{shop.key} {SHOP}")
    assert Frame(shop.key, token=token).ask("get", "/support/requests/").status_code == 403
    assert Frame(shop.key, token=token).ask("get", f"/support/requests/{a_ticket.pk}/").status_code == 403


def test_a_name_of_another_panels_site_does_not_count(shop, alice, olga):
    other = create_panel("Other", by=olga)
    alice.site_identities.create(panel=other, subject="user-1842")
    token = start_session(alice, scope=f"{shop.key} {SHOP}")
    assert Frame(shop.key, token=token).ask("get", "/support/").status_code == 403


def test_a_mailed_link_opens_on_our_own_pages_and_not_in_the_frame(shop, alice, a_ticket):
    path = f"/support/link/{link_token(issue_link(a_ticket, alice))}/"
    assert Frame(shop.key).ask("get", path).status_code == 403
    assert a_ticket.title in client_of(None).get(path).content.decode()


def test_a_script_learns_the_reason_and_a_person_where_to_sign_in(shop):
    client = Client(HTTP_HOST="127.0.0.1")
    headers = {"Smartai-Panel": shop.key, "Smartai-Host": SHOP}
    fetched = client.post("/support/uploads/", headers={**headers, "X-Requested-With": "fetch"})
    assert (fetched.status_code, fetched.json()) == (403, {"error": "identity"})
    led = client.get("/support/?title=x", headers=headers)
    place = led.headers["Smartai-Location"]
    assert place == "/support/sign-in/?next=%2Fsupport%2F%3Ftitle%3Dx"
    page = client.get(place, headers=headers)
    assert (page.status_code, "shop.example" in page.content.decode()) == (403, True)
    assert "Sign in on the site first" in page.content.decode()


def test_our_own_pages_are_not_shut_by_it(shop):
    assert client_of(None).get("/support/").status_code == 200
