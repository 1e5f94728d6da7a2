"""Staying signed in inside another site: whoever ticks the box does, also where a second step follows."""

from __future__ import annotations

import re
from base64 import b32decode
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from smartai.core.people.actions import change_password
from smartai.core.workspace.actions import change_panel, change_panel_choices, create_panel
from smartai.foundation.accounts.actions.issue_code import code_digits
from smartai.foundation.accounts.models import Person, Session, SignInCode
from smartai.foundation.accounts.sessions import find_session
from smartai.lib.totp import code_at, step_of
from tests.cast import choose, client_of
from tests.second_steps import app_code, with_second_step
from tests.web.ui.test_carried import SHOP, Frame

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, STEP = "/support/sign-in/", "/support/sign-in/code/", "/support/sign-in/second-step/"
WORDS = "correct horse battery"
TICKED = {"stay": "on"}
UNTICKED: dict[str, str] = {}
MONTH = timedelta(days=29)


@pytest.fixture
def shop(olga):
    panel = create_panel("Shop", by=olga)
    change_panel_choices(panel, "protection", {"check": "off"}, by=olga)
    return change_panel(panel, by=olga, name="Shop", origins=[SHOP], active=True)


@pytest.fixture
def frame(shop):
    return Frame(shop.key)


def page_of(answer: Any) -> str:
    return str(answer.content.decode())


def by_code(frame: Frame, person: Person, said: dict[str, str], then: dict[str, str] | None = None) -> str:
    """The box of the second page is ticked as that of the first was, unless somebody does otherwise."""
    frame.ask("get", SIGN_IN)
    page = page_of(frame.ask("post", SIGN_IN, {"address": person.email, **said}))
    box = TICKED if 'id="id_stay" checked' in page else UNTICKED
    code = code_digits(SignInCode.objects.latest("pk"))
    return page_of(frame.ask("post", CODE, {"code": code, **(box if then is None else then)}))


def by_password(frame: Frame, person: Person, said: dict[str, str]) -> str:
    change_password(person, WORDS, by=person)
    sent = {"address": person.email, "password": WORDS, **said}
    return page_of(frame.ask("post", SIGN_IN, sent))


def lasts() -> timedelta:
    return Session.objects.get().expires_at - timezone.now()


@pytest.mark.parametrize(("first", "second"), [(TICKED, None), (UNTICKED, TICKED)])
def test_who_wants_to_stay_signed_in_on_a_device_does_for_a_month(frame, shop, alice, first, second):
    by_code(frame, alice, first, second)
    assert frame.stays
    assert lasts() > MONTH
    assert Session.objects.get().scope == f"{shop.key} {SHOP}"


@pytest.mark.parametrize(("first", "second"), [(UNTICKED, None), (TICKED, UNTICKED)])
def test_everybody_elses_session_in_a_frame_ends_after_half_a_day(frame, alice, later, first, second):
    by_code(frame, alice, first, second)
    assert not frame.stays
    assert lasts() <= timedelta(hours=12)
    later(hours=13)
    assert find_session(frame.token, f"{frame.key} {SHOP}") is None


def test_a_visit_moves_the_end_by_as_much_as_the_session_was_to_last(frame, alice, later):
    by_code(frame, alice, TICKED)
    later(days=20)
    frame.ask("get", "/support/requests/")
    assert lasts() > MONTH


def test_signing_out_ends_a_session_that_was_to_stay(frame, alice):
    by_code(frame, alice, TICKED)
    frame.ask("post", "/support/sign-out/")
    assert not Session.objects.exists()
    assert frame.token == ""


@pytest.mark.parametrize("way", [by_code, by_password])
@pytest.mark.parametrize("said", [TICKED, UNTICKED])
def test_what_was_said_with_the_first_step_holds_after_the_second(frame, alice, way, said):
    with_second_step(alice)
    way(frame, alice, said)
    assert frame.token == ""
    frame.ask("post", STEP, {"code": app_code(alice)})
    assert frame.stays is bool(said)
    assert (lasts() > MONTH) is bool(said)


def test_the_second_step_itself_is_no_place_to_say_so(frame, alice):
    with_second_step(alice)
    assert 'name="stay"' not in by_password(frame, alice, UNTICKED)
    frame.ask("post", STEP, {"code": app_code(alice), **TICKED})
    assert frame.token
    assert not frame.stays
    assert lasts() <= timedelta(hours=12)


def test_a_colleague_who_has_to_set_a_second_step_up_stays_too(frame, anton):
    choose("team", second_step=True)
    shown = re.search(
        r'<code class="secret" dir="ltr">([A-Z2-7 ]+)</code>', by_password(frame, anton, TICKED)
    )
    assert shown
    secret = b32decode(shown[1].replace(" ", ""))
    frame.ask("post", STEP, {"code": code_at(secret, step_of(timezone.now().timestamp()))})
    assert frame.stays
    assert lasts() > MONTH


def test_our_own_pages_do_not_ask_and_stay_signed_in_as_ever(alice):
    browser = client_of(None)
    assert 'name="stay"' not in browser.get(SIGN_IN).content.decode()
    change_password(alice, WORDS, by=alice)
    browser.post(SIGN_IN, {"address": alice.email, "password": WORDS})
    assert lasts() > MONTH
