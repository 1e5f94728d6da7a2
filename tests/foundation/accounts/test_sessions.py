from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db.models.signals import post_init

from smartai.foundation.accounts.actions import (
    clear_password,
    end_other_sessions,
    end_session,
    set_password,
    start_session,
)
from smartai.foundation.accounts.errors import PasswordTooWeak
from smartai.foundation.accounts.models import Person, Session
from smartai.foundation.accounts.sessions import find_session

Later = Callable[..., None]
LONG = "a long walk by the lake"


def test_a_session_slides_while_it_is_used_and_ends_thirty_days_after(alice: Person, later: Later) -> None:
    token = start_session(alice)
    later(days=29)
    assert find_session(token)
    later(days=29)
    assert find_session(token)
    later(days=31)
    assert find_session(token) is None


def test_a_busy_browser_writes_once_in_ten_minutes(alice: Person, later: Later) -> None:
    token = start_session(alice)
    began = Session.objects.get().expires_at
    later(minutes=9)
    find_session(token)
    assert Session.objects.get().expires_at == began
    later(minutes=2)
    find_session(token)
    assert Session.objects.get().expires_at > began


def test_an_ended_session_is_nobodys(alice: Person) -> None:
    token = start_session(alice)
    session = find_session(token)
    assert session
    end_session(session)
    assert find_session(token) is None


def test_a_session_that_ends_while_it_slides_is_nobodys(alice: Person, later: Later) -> None:
    token = start_session(alice)
    later(hours=1)

    def end_meanwhile(instance: Session, **_: object) -> None:
        Session.objects.filter(pk=instance.pk).delete()

    post_init.connect(end_meanwhile, sender=Session)
    try:
        assert find_session(token) is None
    finally:
        post_init.disconnect(end_meanwhile, sender=Session)


def test_a_deactivated_person_is_signed_in_nowhere(alice: Person) -> None:
    token = start_session(alice)
    Person.objects.update(active=False)
    assert find_session(token) is None


@pytest.mark.parametrize("token", ["", "x", "\0", "\ud800", "x" * 100_000])
def test_a_foreign_cookie_is_nobodys(alice: Person, token: str) -> None:
    start_session(alice)
    assert find_session(token) is None


def test_the_row_does_not_hold_the_token(alice: Person) -> None:
    token = start_session(alice, user_agent="x" * 500)
    session = Session.objects.get()
    assert token not in (session.token_hash, session.user_agent)
    assert len(session.user_agent) == 200


@pytest.mark.parametrize("change", [lambda p, keep: set_password(p, LONG, keep=keep), clear_password])
def test_a_change_of_password_ends_all_other_sessions(
    change: Callable[..., None], alice: Person, bob: Person
) -> None:
    here, elsewhere, of_bob = start_session(alice), start_session(alice), start_session(bob)
    change(alice, keep=find_session(here))
    assert find_session(here)
    assert find_session(of_bob)
    assert find_session(elsewhere) is None


def test_signing_out_everywhere_says_how_many_browsers(alice: Person) -> None:
    start_session(alice), start_session(alice)
    assert end_other_sessions(alice) == 2


def test_a_weak_password_changes_nothing(alice: Person) -> None:
    token = start_session(alice)
    with pytest.raises(PasswordTooWeak) as refusal:
        set_password(alice, "1234")
    assert refusal.value.reasons
    assert find_session(token)
    assert not Person.objects.get(pk=alice.pk).has_password


def test_nobody_without_a_password_enters_with_an_empty_one(alice: Person) -> None:
    assert not alice.password_fits("")
    set_password(alice, LONG)
    assert alice.password_fits(LONG)
    assert not alice.password_fits("")
