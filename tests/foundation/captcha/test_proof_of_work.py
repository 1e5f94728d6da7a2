from __future__ import annotations

import base64
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection

from smartai.foundation.captcha.models import SpentProof
from smartai.foundation.captcha.provider import Verdict
from smartai.foundation.captcha.registry import OUTSIDE, OWN, challenge, judge
from smartai.foundation.captcha.spending import remove_expired

pytestmark = pytest.mark.django_db

CHECK = "proof-of-work"


def solved(task: dict[str, Any] | None, **changed: object) -> str:
    """What a browser sends: the number found by trying, as the protocol says."""
    assert task
    number = next(
        tried
        for tried in range(task["maxnumber"] + 1)
        if hashlib.sha256(f"{task['salt']}{tried}".encode()).hexdigest() == task["challenge"]
    )
    signed = {name: task[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return sent(signed | {"number": number} | changed)


def sent(fields: object) -> str:
    return base64.b64encode(json.dumps(fields).encode()).decode()


def test_a_proof_opens_its_form_once() -> None:
    proof = solved(challenge(CHECK, "request"))
    assert judge(CHECK, proof, "request") is Verdict.PASSED
    assert judge(CHECK, proof, "request") is Verdict.FAILED


def test_a_proof_for_one_form_is_none_for_another() -> None:
    proof = solved(challenge(CHECK, "request"))
    assert judge(CHECK, proof, "sign-in") is Verdict.FAILED
    assert judge(CHECK, proof, "request") is Verdict.PASSED


def test_a_proof_expires_after_twenty_minutes_and_is_then_forgotten() -> None:
    with time_machine.travel("2026-11-23 10:00:00Z", tick=False) as clock:
        early, late = (solved(challenge(CHECK, "request")) for _ in range(2))
        clock.shift(timedelta(minutes=19))
        assert judge(CHECK, early, "request") is Verdict.PASSED
        clock.shift(timedelta(minutes=1))
        assert judge(CHECK, late, "request") is Verdict.FAILED
        clock.shift(timedelta(seconds=1))
        assert remove_expired() == 1
        assert not SpentProof.objects.exists()
        assert judge(CHECK, early, "request") is Verdict.FAILED


def test_facts_moved_out_of_the_salt_are_no_proof() -> None:
    """The challenge signs the text salt + number; neither half may be cut elsewhere."""
    task = challenge(CHECK, "request") or {}
    proof = json.loads(base64.b64decode(solved(task)))
    head, _, tail = task["salt"].partition("&")
    forged = proof | {"salt": f"{head}&", "number": f"{tail}{proof['number']}"}
    later = proof | {"salt": task["salt"].replace("expires=", "expires=9")}
    double = proof | {"salt": f"{task['salt']}purpose=sign-in&"}
    for fields in (forged, later, double):
        assert judge(CHECK, sent(fields), "request") is Verdict.FAILED


@pytest.mark.parametrize(
    "changed", [{"number": 0}, {"algorithm": "SHA-1"}, {"signature": "0" * 64}, {"salt": "\ud800"}]
)
def test_a_changed_proof_is_none(changed: dict[str, object]) -> None:
    assert judge(CHECK, solved(challenge(CHECK, "request"), **changed), "request") is Verdict.FAILED


NONSENSE = {
    "a letter": "x",
    "NUL": "\x00",
    "half a character": "\ud800",
    "endless": "A" * 100_000,
    "a list": sent([]),
    "nothing in it": sent({}),
    "nested": base64.b64encode(b"[" * 1400).decode(),
    "other types": sent({"algorithm": [], "challenge": 1, "number": True, "salt": {}, "signature": None}),
}


@pytest.mark.parametrize("payload", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_refused_calmly(payload: str) -> None:
    assert judge(CHECK, payload, "request") is Verdict.FAILED


def test_no_proof_is_told_apart_from_a_wrong_one() -> None:
    assert judge(CHECK, "", "request") is Verdict.MISSING


@pytest.mark.parametrize("payload", ["", "anything"])
def test_switched_off_nothing_is_asked_and_everything_passes(payload: str) -> None:
    assert challenge("off", "request") is None
    assert judge("off", payload, "request") is Verdict.PASSED
    assert set(OWN) == {"proof-of-work", "off"}
    assert not set(OWN) & set(OUTSIDE)


def judged_in_a_thread(proof: str) -> Verdict:
    try:
        return judge(CHECK, proof, "request")
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_spends_the_proof() -> None:
    proof = solved(challenge(CHECK, "request"))
    with ThreadPoolExecutor(6) as threads:
        verdicts = list(threads.map(judged_in_a_thread, [proof] * 12))
    assert verdicts.count(Verdict.PASSED) == 1
