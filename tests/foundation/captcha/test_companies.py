"""Each adapter against a stand-in that answers as the company's manual says, and against ones that do not."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from smartai.foundation.captcha.provider import Keys, Verdict
from smartai.foundation.captcha.registry import OUTSIDE, challenge, judge, sources, tried_keys
from smartai.foundation.captcha.siteverify import asking, new_seal
from smartai.foundation.captcha.siteverify.asking import KeyCheck
from tests.foundation.captcha.test_proof_of_work import NONSENSE, solved
from tests.stand_ins import KEYS, StandIn, dripping, hanging_up, long_ago, sends, silent, stand_in

pytestmark = pytest.mark.django_db
FORM = "new-request"
TELLS_THE_FORM = ("recaptcha-v3", "turnstile")


@pytest.fixture(params=OUTSIDE)
def company(request: pytest.FixtureRequest) -> Iterator[StandIn]:
    with stand_in(request.param) as one:
        yield one


def facts_of(task: dict[str, Any]) -> dict[str, str]:
    """What a widget hands to its company of what our page told it."""
    return {name: task[name] for name in ("action", "cdata") if name in task}


def proof(company: StandIn, purpose: str = FORM, **facts: Any) -> str:
    """What a browser sends after somebody solved the widget in the form ``purpose``."""
    task = challenge(company.check, purpose, KEYS)
    assert task
    return json.dumps({"seal": task["seal"], "token": company.solve(**{**facts_of(task), **facts})})


def judged(company: StandIn, payload: str, purpose: str = FORM, keys: Keys = KEYS) -> Verdict:
    return judge(company.check, payload, purpose, keys=keys, host="127.0.0.1")


def test_a_solved_widget_opens_its_form_once(company: StandIn) -> None:
    sent = proof(company)
    assert judged(company, sent) is Verdict.PASSED
    assert judged(company, sent) is Verdict.FAILED
    assert [asked["secret"] for asked in company.asked] == [KEYS.secret]


def test_a_token_that_the_company_has_seen_before_is_none(company: StandIn) -> None:
    sent = proof(company)
    company.answer({"secret": KEYS.secret, "response": json.loads(sent)["token"]})
    assert judged(company, sent) is Verdict.FAILED


def test_a_proof_for_one_form_is_none_for_another(company: StandIn) -> None:
    assert judged(company, proof(company), "sign-in") is Verdict.FAILED
    assert company.asked == []


@pytest.mark.parametrize("check", TELLS_THE_FORM)
def test_a_token_solved_in_another_form_fits_no_fresh_seal(check: str) -> None:
    with stand_in(check) as company:
        elsewhere = json.loads(proof(company, "sign-in"))
        assert judged(company, json.dumps({**elsewhere, "seal": new_seal(FORM).text})) is Verdict.FAILED
        assert len(company.asked) == 1


WRONG = {
    "another host": {"hostname": "elsewhere.example"},
    "no host": {"hostname": None},
    "solved long ago": {"at": long_ago(days=3)},
    "solved before the form asked": {"at": long_ago(minutes=10)},
    "no time": {"challenge_ts": "yesterday"},
}


@pytest.mark.parametrize("facts", WRONG.values(), ids=WRONG)
def test_what_was_solved_elsewhere_or_before_is_no_proof(company: StandIn, facts: dict[str, Any]) -> None:
    assert judged(company, proof(company, **facts)) is Verdict.FAILED


def test_only_hcaptcha_may_leave_the_host_out_as_its_manual_says(company: StandIn) -> None:
    fine = Verdict.PASSED if company.check == "hcaptcha" else Verdict.FAILED
    assert judged(company, proof(company, hostname="not-provided")) is fine


@pytest.mark.parametrize(
    ("score", "verdict"), [(0.5, Verdict.PASSED), (0.49, Verdict.FAILED), (None, Verdict.FAILED)]
)
def test_a_score_below_the_owners_threshold_does_not_pass(score: float | None, verdict: Verdict) -> None:
    with stand_in("recaptcha-v3") as company:
        assert judged(company, proof(company, score=score)) is verdict


def test_a_token_that_nobody_made_is_refused(company: StandIn) -> None:
    sent = json.dumps({**json.loads(proof(company)), "token": "made-up-by-a-robot"})
    assert judged(company, sent) is Verdict.FAILED


@pytest.mark.parametrize("payload", [*NONSENSE.values(), "{", "{}", '{"seal": 1, "token": []}', "{" * 5000])
def test_nonsense_is_refused_without_asking_anybody(company: StandIn, payload: str) -> None:
    assert judged(company, payload) is Verdict.FAILED
    assert company.asked == []


def test_no_proof_is_told_apart_and_the_built_in_one_counts_as_the_weaker(company: StandIn) -> None:
    assert judged(company, "") is Verdict.MISSING
    own = solved(challenge("proof-of-work", FORM))
    assert judged(company, own) is Verdict.WEAKER
    assert judged(company, own) is Verdict.FAILED
    assert company.asked == []


def test_wrong_keys_are_no_fault_of_the_visitor(company: StandIn) -> None:
    assert judged(company, proof(company), keys=replace(KEYS, secret="another")) is Verdict.UNREACHABLE
    assert judged(company, proof(company), keys=replace(KEYS, secret="")) is Verdict.UNREACHABLE


BROKEN = {
    "an error": sends(b"{}", 500),
    "a page": sends(b"<!doctype html><title>Just a moment</title>"),
    "nothing": sends(b""),
    "a list": sends(b"[true]"),
    "no verdict": sends(b'{"score": 1}'),
    "a verdict in words": sends(b'{"success": "yes"}'),
    "nested": sends(b"[" * 60_000),
    "ten megabytes": sends(b" " * 10_000_000),
    "elsewhere": sends(b"", 302, Location="http://127.0.0.1:1/"),
    "cut off": sends(b'{"success": tr', Content_Length="900"),
    "a hang-up": hanging_up,
    "its own trouble": sends(b'{"success": false, "error-codes": ["internal-error"]}'),
}


@pytest.mark.parametrize("behaviour", BROKEN.values(), ids=BROKEN)
def test_a_company_that_cannot_tell_is_unreachable_and_nothing_worse(
    company: StandIn, behaviour: Any
) -> None:
    company.behaviour = behaviour
    assert judged(company, proof(company)) is Verdict.UNREACHABLE
    assert len(company.asked) == 1


@pytest.mark.parametrize("behaviour", [silent, dripping])
def test_a_slow_company_holds_nobody_up_and_is_left_alone_for_a_while(
    company: StandIn, behaviour: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "WITHIN", 0.2)
    company.behaviour, began = behaviour, time.monotonic()
    assert judged(company, proof(company)) is Verdict.UNREACHABLE
    assert judged(company, proof(company)) is Verdict.UNREACHABLE
    assert time.monotonic() - began < 2
    assert len(company.asked) == 1


def test_the_keys_can_be_tried_without_a_visitor(company: StandIn) -> None:
    assert tried_keys(company.check, KEYS).check is KeyCheck.ACCEPTED
    assert tried_keys(company.check, replace(KEYS, secret="wrong")).check is KeyCheck.SECRET_REFUSED
    company.behaviour = sends(b'{"success": true}')
    assert tried_keys(company.check, KEYS).check is KeyCheck.FOR_TESTS
    company.behaviour = sends(b"{}", 503)
    report = tried_keys(company.check, KEYS)
    assert (report.check, report.reason) == (KeyCheck.UNREACHABLE, "the server answers 503")


def test_hcaptcha_tells_when_the_two_keys_do_not_belong_together() -> None:
    with stand_in("hcaptcha"):
        assert tried_keys("hcaptcha", replace(KEYS, site_key="another")).check is KeyCheck.APART


def test_a_page_allows_only_the_sources_of_its_own_company() -> None:
    assert sources("proof-of-work") == {} == sources("off")
    cloudflare = ["https://challenges.cloudflare.com"]
    assert sources("turnstile") == {"script-src": cloudflare, "frame-src": cloudflare}
    assert sources("hcaptcha")["style-src"] == ["https://hcaptcha.com", "https://*.hcaptcha.com"]
    assert sources("recaptcha-v2") == sources("recaptcha-v3")
    assert sources("recaptcha-v3")["script-src"] == [
        "https://www.google.com/recaptcha/",
        "https://www.gstatic.com/recaptcha/",
    ]


def test_no_secret_is_told_to_a_browser_or_shown(company: StandIn) -> None:
    assert KEYS.secret not in json.dumps(challenge(company.check, FORM, KEYS))
    assert KEYS.secret not in repr(OUTSIDE[company.check](KEYS))
