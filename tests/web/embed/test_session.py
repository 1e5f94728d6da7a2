"""A site's signed token becomes a session, once, in its panel on its site."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from smartai.config.subscriptions import SUBSCRIPTIONS
from smartai.core.identities.actions import create_key, remove_expired_tokens
from smartai.core.identities.models import IdentityKey, SiteIdentity, SpentToken
from smartai.core.tickets.models import Ticket
from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.models import Person, Role, Session
from smartai.foundation.events.dispatch import EventDispatch
from smartai.foundation.mail.models import OutgoingMail
from smartai.lib.site_keys import Algorithm
from tests.cast import choose
from tests.signing import claims, signed
from tests.web.ui.test_carried import SHOP, Frame, letter

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop(_first_rows, transactional_db, olga):
    panel = create_panel("Shop", by=olga)
    return change_panel(panel, by=olga, name="Shop", origins=[SHOP], active=True)


@pytest.fixture
def key(shop, olga) -> IdentityKey:
    return create_key(shop, Algorithm.HS256, by=olga)


def token_of(key: IdentityKey, **changes: Any) -> str:
    said = claims(timezone.now().timestamp(), key.panel.key, **changes)
    return signed(said, kid=key.kid, secret=key.secret)


def send(frame: Frame, body: Any) -> Any:
    """As the frame's script does."""
    headers = {"Smartai-Panel": frame.key, "Smartai-Host": frame.host}
    if frame.token:
        headers["Authorization"] = f"Bearer {frame.token}"
    text = body if isinstance(body, str) else json.dumps(body)
    answer = frame.client.post("/w/session", text, content_type="application/json", headers=headers)
    frame.token = answer.headers.get("Smartai-Session", frame.token)
    return answer


def test_a_good_token_signs_somebody_in_and_their_requests_are_there(shop, key, alice, a_ticket):
    frame = Frame(shop.key)
    answer = send(frame, {"token": token_of(key)})
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert a_ticket.title in frame.ask("get", "/support/requests/").content.decode()
    session = Session.objects.get(person=alice)
    assert session.scope == f"{shop.key} {SHOP}"
    assert timedelta(hours=11) < session.expires_at - timezone.now() <= timedelta(hours=12)
    assert not frame.client.cookies


def test_a_token_counts_once(shop, key, alice):
    token = token_of(key)
    assert send(Frame(shop.key), {"token": token}).status_code == 200
    again = send(Frame(shop.key), {"token": token})
    assert (again.status_code, again.json()) == (401, {"error": "replayed"})
    assert "Smartai-Session" not in again.headers


def sent_in_a_thread(shop, token: str) -> int:
    try:
        return int(send(Frame(shop.key), {"token": token}).status_code)
    finally:
        connection.close()


def test_of_many_at_once_one_spends_the_token(shop, key):
    token = token_of(key)
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: sent_in_a_thread(shop, token), range(8)))
    assert sorted(answers) == [200, *[401] * 7]


def test_whoever_is_named_twice_at_once_is_one_person(shop, key):
    tokens = [token_of(key, email="new@stone.example") for _ in range(6)]
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda token: sent_in_a_thread(shop, token), tokens))
    assert answers == [200] * 6
    assert (SiteIdentity.objects.count(), Person.objects.filter(role=Role.CUSTOMER).count()) == (1, 1)


def test_a_token_with_the_id_of_another_one_is_refused_and_remembered_while_it_could_count(shop, key, later):
    assert send(Frame(shop.key), {"token": token_of(key, jti="same")}).status_code == 200
    assert send(Frame(shop.key), {"token": token_of(key, jti="same", sub="1")}).json() == {
        "error": "replayed"
    }
    assert remove_expired_tokens() == 0
    later(minutes=13)
    assert remove_expired_tokens() == 1
    assert not SpentToken.objects.exists()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "malformed"), ("[]", "malformed"), ("{}", "malformed"), ('{"token": 7}', "malformed"),
        ("[" * 5000, "malformed"), ({"token": "a.b.c"}, "malformed"), ({"token": "x" * 9_000}, "too_long"),
        ({"token": "x" * 90_000}, "too_long"),
    ],
)  # fmt: skip
def test_what_is_no_token_gets_a_code_and_no_session(body, code, shop, key):
    answer = send(Frame(shop.key), body)
    assert (answer.status_code, answer.json()) == (401, {"error": code})
    assert not Session.objects.exists()


def test_a_token_for_another_panel_or_too_late_says_why(shop, key):
    assert send(Frame(shop.key), {"token": token_of(key, aud="pk_x")}).json() == {"error": "wrong_audience"}
    assert send(Frame(shop.key), {"token": token_of(key, exp=1)}).json() == {"error": "expired"}
    assert not Person.objects.filter(role=Role.CUSTOMER).exists()


def test_a_colleague_gets_no_account_of_the_team_and_a_frame_never_leads_to_the_desk(shop, key, olga):
    frame = Frame(shop.key)
    assert send(frame, {"token": token_of(key, email=olga.email)}).status_code == 200
    assert Session.objects.get().person.role == Role.CUSTOMER
    assert frame.ask("get", "/desk/").status_code == 403


def test_without_the_headers_of_a_frame_nothing_happens(shop, key):
    client = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    token = json.dumps({"token": token_of(key)})
    answer = client.post("/w/session", token, content_type="application/json")
    assert (answer.status_code, answer.json()) == (403, {"error": "panel"})
    assert send(Frame(shop.key, "https://evil.example"), token).status_code == 403
    assert not SpentToken.objects.exists()


def test_a_new_token_of_the_same_person_goes_on_with_the_session_and_anothers_ends_it(shop, key, alice):
    frame = Frame(shop.key)
    send(frame, {"token": token_of(key)})
    before = frame.token
    send(frame, {"token": token_of(key)})
    assert (frame.token, Session.objects.count()) == (before, 1)
    send(frame, {"token": token_of(key, sub="user-2", email=None)})
    assert frame.token != before
    assert Session.objects.get().person != alice


def test_a_session_of_somebody_that_a_refused_token_meets_stays_theirs(shop, key, alice):
    token = start_session(alice, scope=f"{shop.key} {SHOP}")
    send(Frame(shop.key, token=token), {"token": "a.b.c"})
    assert Session.objects.filter(person=alice).count() == 1


def test_one_network_tries_only_so_often(shop, key, olga):
    choose("protection", names_per_hour=2)
    answers = [send(Frame(shop.key), {"token": "a.b.c"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [401, 401, 429]
    assert answers[2].json() == {"error": "too_often"}
    assert int(answers[2].headers["Retry-After"]) > 0


def test_the_key_knows_when_it_was_used(shop, key):
    send(Frame(shop.key), {"token": "a.b.c"})
    assert IdentityKey.objects.get().last_used_at is None
    send(Frame(shop.key), {"token": token_of(key)})
    assert IdentityKey.objects.get().last_used_at is not None


def test_a_request_of_somebody_without_a_proven_address_is_mailed_as_one_without_proof(
    shop, key, olga, later
):
    change_panel_choices(shop, "protection", {"check": "off"}, by=olga)
    frame = Frame(shop.key)
    send(frame, {"token": token_of(key, email="victim@stone.example", email_verified=False, name="Buy now")})
    page = frame.ask("get", "/support/").content.decode()
    later(seconds=5)
    frame.ask("post", "/support/", letter(page) | {"title": "Cheap pills"})
    ticket = Ticket.objects.get()
    assert (ticket.proven, ticket.panel_id) == (False, shop.pk)
    EventDispatch(SUBSCRIPTIONS).drain()
    mail = OutgoingMail.objects.get(to_address="victim@stone.example")
    assert mail.kind == "created_unproven"
    assert not {"Cheap", "Buy"} & set(f"{mail.subject} {mail.text} {mail.to_name}".split())


def test_agents_see_what_the_site_says_beside_the_ticket(shop, key, olga, alice, a_ticket):
    send(Frame(shop.key), {"token": token_of(key, attrs={"plan": "business <b>"})})
    client = Client(HTTP_HOST="127.0.0.1")
    client.cookies["smartai_session"] = start_session(olga)
    page = client.get(f"/desk/tickets/{a_ticket.pk}/").content.decode()
    assert "From the site" in page
    assert "business &lt;b&gt;" in page
    assert SiteIdentity.objects.get().person == alice
