"""Turning a second step on and off, and what passes it."""

from __future__ import annotations

import pytest

from smartai.core.people.actions import (
    end_second_step,
    pass_second_step,
    renew_recovery_codes,
    start_second_step,
    take_second_step_away,
)
from smartai.core.workspace.errors import NotAllowed
from smartai.foundation.accounts.actions import start_session
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import RecoveryCode, SecondStep, Session
from smartai.foundation.events.models import StoredEvent
from tests.cast import DEMO
from tests.second_steps import app_code, with_second_step

pytestmark = pytest.mark.django_db


def facts() -> list[str]:
    return list(StoredEvent.objects.order_by("pk").values_list("kind", flat=True))


def test_it_counts_only_once_a_code_of_the_app_was_typed(alice):
    with pytest.raises(CodeRefused):
        start_second_step(alice, "a" * 32, "000000", by=alice)
    assert not SecondStep.objects.exists()
    with_second_step(alice)
    assert facts() == ["people.second_step_started"]


def test_nothing_replaces_one_that_is_on(alice):
    with_second_step(alice)
    before = SecondStep.objects.get().nonce
    with pytest.raises(CodeRefused):
        with_second_step(alice)
    assert SecondStep.objects.get().nonce == before


def test_a_code_passes_once(alice):
    with_second_step(alice)
    code = app_code(alice)
    assert pass_second_step(alice, f" {code[:3]} {code[3:]} ") is None
    with pytest.raises(CodeRefused):
        pass_second_step(alice, code)
    assert pass_second_step(alice, app_code(alice, ahead=1)) is None


def test_the_code_that_turned_it_on_passes_nothing_else(alice):
    with_second_step(alice)
    with pytest.raises(CodeRefused):
        pass_second_step(alice, app_code(alice, ahead=-1))


def test_a_recovery_code_passes_once_however_it_is_typed(alice):
    codes = with_second_step(alice)
    assert len(set(codes)) == 10
    assert pass_second_step(alice, f"  {codes[0].upper().replace('-', ' ')} ") == 9
    with pytest.raises(CodeRefused):
        pass_second_step(alice, codes[0])
    assert facts()[-1] == "people.recovery_code_used"


def test_no_row_holds_a_secret_or_a_recovery_code(alice):
    codes = with_second_step(alice)
    kept = str(list(RecoveryCode.objects.values())) + str(list(SecondStep.objects.values()))
    told = str(list(StoredEvent.objects.values()))
    step = SecondStep.objects.get()
    for secret in (*codes, *(code.replace("-", "") for code in codes), step.secret.hex()):
        assert secret not in kept + told


def test_new_recovery_codes_end_those_before(alice):
    before = with_second_step(alice)
    with pytest.raises(CodeRefused):
        renew_recovery_codes(alice, "000000", by=alice)
    after = renew_recovery_codes(alice, app_code(alice), by=alice)
    with pytest.raises(CodeRefused):
        pass_second_step(alice, before[0])
    assert pass_second_step(alice, after[0]) == 9


def test_it_is_turned_off_only_with_a_code(alice):
    with_second_step(alice)
    with pytest.raises(CodeRefused):
        end_second_step(alice, "000000", by=alice)
    assert SecondStep.objects.exists()
    end_second_step(alice, app_code(alice), by=alice)
    assert not SecondStep.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_anothers_codes_pass_nothing(alice, bob):
    with_second_step(alice)
    with_second_step(bob)
    for code in (app_code(bob), "000000", "", "\ud800", "x" * 10_000):
        with pytest.raises(CodeRefused):
            pass_second_step(alice, code)


def test_an_owner_takes_it_away_and_signs_the_colleague_out(anton, olga):
    with_second_step(anton)
    start_session(anton)
    assert take_second_step_away(anton, by=olga)
    assert not SecondStep.objects.exists()
    assert not Session.objects.filter(person=anton).exists()
    stored = StoredEvent.objects.latest("pk")
    assert (stored.kind, stored.actor_id) == ("people.second_step_removed", olga.pk)
    assert stored.payload == {"person_id": anton.pk, "by_other": True}
    assert not take_second_step_away(anton, by=olga)


def test_nobody_else_takes_it_away_and_an_owner_not_their_own(anton, mia, alice, olga):
    with_second_step(olga)
    with_second_step(anton)
    for person, by in ((anton, mia), (anton, alice), (anton, anton), (olga, olga)):
        with pytest.raises(NotAllowed):
            take_second_step_away(person, by=by)
    assert take_second_step_away(olga, by=DEMO)
