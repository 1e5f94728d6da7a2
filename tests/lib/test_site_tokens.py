"""What a site's token must be before anybody is believed, by the lines that the checker shows."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from smartai.lib.site_keys import Algorithm, KeyProblem, UnfitKey, public_pem, verifies
from smartai.lib.site_tokens import LONGEST, Finding, Subject, VerifyingKey, examine
from tests.signing import PANEL, SECRET, claims, part, signed

NOW = 1_800_000_000
KEYS = [VerifyingKey("k_one", Algorithm.HS256, SECRET)]


EMPTY_PEM = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"
NOT_A_NUMBER = b'{"alg": NaN}'


def raw(text: bytes) -> str:
    return urlsafe_b64encode(text).decode().rstrip("=")


def look(token: str, keys=KEYS):
    return examine(token, keys, audience=PANEL, now=NOW)


def made(header=None, secret=SECRET, **changes):
    return signed(claims(NOW, **changes), kid="k_one", secret=secret, header=header or {})


def pem_of(private):
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return private.public_key().public_bytes(serialization.Encoding.PEM, form).decode()


def test_a_good_token_tells_who_somebody_is():
    told = look(made()).told
    assert told is not None
    assert (told.subject, told.email, told.email_verified) == ("user-1842", "alice@lake.example", True)
    assert (told.name, told.organisation, told.attributes) == ("Alice Lake", "Lake", {"plan": "business"})


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        ({"aud": "pk_other"}, Finding.WRONG_AUDIENCE),
        ({"aud": None}, Finding.WRONG_AUDIENCE),
        ({"aud": ["pk_other"]}, Finding.WRONG_AUDIENCE),
        ({"exp": None}, Finding.NO_EXPIRY),
        ({"exp": str(NOW + 600)}, Finding.NO_EXPIRY),
        ({"exp": True}, Finding.NO_EXPIRY),
        ({"exp": 10**30}, Finding.NO_EXPIRY),
        ({"exp": NOW - 121}, Finding.EXPIRED),
        ({"exp": NOW + 901}, Finding.LIVES_TOO_LONG),
        ({"iat": None, "exp": NOW + 15 * 60 + 121}, Finding.LIVES_TOO_LONG),
        ({"iat": NOW - 400, "exp": NOW + 501}, Finding.LIVES_TOO_LONG),
        ({"iat": NOW + 121, "exp": NOW + 300}, Finding.ISSUED_IN_FUTURE),
        ({"iat": "now"}, Finding.BAD_TIME),
        ({"nbf": NOW + 121}, Finding.NOT_YET_VALID),
        ({"nbf": []}, Finding.BAD_TIME),
        ({"sub": None}, Finding.NO_SUBJECT),
        ({"sub": 1842}, Finding.NO_SUBJECT),
        ({"sub": ""}, Finding.NO_SUBJECT),
        ({"sub": " user"}, Finding.NO_SUBJECT),
        ({"sub": "user\x00"}, Finding.NO_SUBJECT),
        ({"sub": "user\ud800"}, Finding.NO_SUBJECT),
        ({"sub": "x" * 201}, Finding.NO_SUBJECT),
        ({"jti": None}, Finding.NO_TOKEN_ID),
        ({"jti": "x" * 201}, Finding.NO_TOKEN_ID),
    ],
)
def test_a_claim_that_is_wrong_refuses_the_token(changes, finding):
    found = look(made(**changes))
    assert (found.refusal, found.told) == (finding, None)


@pytest.mark.parametrize(
    "changes",
    [
        {"exp": NOW - 119, "iat": NOW - 700},
        {"iat": NOW + 119, "exp": NOW + 900},
        {"nbf": NOW + 119},
        {"exp": NOW + 900},
        {"iat": None},
        {"aud": ["pk_other", PANEL]},
        {"exp": NOW + 600.5},
    ],
)
def test_a_clock_may_be_wrong_by_two_minutes_and_more_forms_do(changes):
    assert look(made(**changes)).told


@pytest.mark.parametrize(
    ("header", "finding"),
    [
        ({"alg": "none"}, Finding.WRONG_ALGORITHM),
        ({"alg": "HS512"}, Finding.WRONG_ALGORITHM),
        ({"alg": "EdDSA"}, Finding.WRONG_ALGORITHM),
        ({"alg": None}, Finding.WRONG_ALGORITHM),
        ({"kid": "k_two"}, Finding.UNKNOWN_KEY),
        ({"kid": None}, Finding.UNKNOWN_KEY),
        ({"kid": ["k_one"]}, Finding.UNKNOWN_KEY),
        ({"crit": ["exp"]}, Finding.MALFORMED),
        ({"b64": False}, Finding.MALFORMED),
    ],
)
def test_the_header_chooses_nothing(header, finding):
    assert look(made(header)).refusal == finding


def test_none_without_a_signature_is_refused():
    token = f"{part({'alg': 'none', 'kid': 'k_one'})}.{part(claims(NOW))}."
    assert look(token).refusal == Finding.WRONG_ALGORITHM


def test_a_signature_of_another_secret_or_other_words_is_refused():
    assert look(made(secret="another")).refusal == Finding.BAD_SIGNATURE
    head, _, signature = made().split(".")
    changed = f"{head}.{part(claims(NOW, sub='user-1'))}.{signature}"
    assert look(changed).refusal == Finding.BAD_SIGNATURE


def test_a_public_key_is_no_shared_secret():
    pem = pem_of(rsa.generate_private_key(65537, 2048))
    keys = [VerifyingKey("k_one", Algorithm.RS256, pem)]
    assert look(made(secret=pem), keys).refusal == Finding.WRONG_ALGORITHM
    assert look(made({"alg": "RS256"}, secret=pem), keys).refusal == Finding.BAD_SIGNATURE


def test_a_retired_and_a_lost_key_say_so():
    retired = [VerifyingKey("k_one", Algorithm.HS256, SECRET, retired=True)]
    assert look(made(), retired).refusal == Finding.RETIRED_KEY
    assert look(made(), [VerifyingKey("k_one", Algorithm.HS256, "")]).refusal == Finding.LOST_KEY


@pytest.mark.parametrize(
    "token",
    [
        "", ".", "..", "...", "a.b", "a.b.c", "a.b.c.d", "é.é.é", "\x00", "W10.W10.W10", "e30.W10.e30",
        " e30.e30.e30", "e30=.e30.e30", f"{'W' * 4000}.e30.e30", f"e30.{raw(b'[' * 5000)}.e30",
        f"{raw(b'{1: NaN}')}.e30.e30",
        f"{raw(NOT_A_NUMBER)}.e30.e30", f"e30.{raw(b'9' * 5000)}.e30",
    ],
)  # fmt: skip
def test_what_is_no_token_is_refused_and_breaks_nothing(token):
    assert look(token).refusal == Finding.MALFORMED


def test_a_token_that_is_too_long_is_not_even_read():
    found = look(made(name="x" * LONGEST))
    assert [line.finding for line in found.lines] == [Finding.TOO_LONG]


def test_every_line_is_said_also_after_one_that_refuses():
    found = look(made({"alg": "none"}, aud="pk_other", sub=None))
    refusing = [line.subject for line in found.lines if line.refuses]
    assert refusing == [Subject.SIGNATURE, Subject.AUDIENCE, Subject.PERSON]


@pytest.mark.parametrize(
    ("changes", "verified", "remark"),
    [
        ({"email_verified": "true"}, False, Finding.UNVERIFIED_ADDRESS),
        ({"email_verified": 1}, False, Finding.UNVERIFIED_ADDRESS),
        ({"email_verified": None}, False, Finding.UNVERIFIED_ADDRESS),
        ({"email": "no address"}, False, Finding.UNFIT_ADDRESS),
        ({"email": None}, False, Finding.NO_ADDRESS),
    ],
)
def test_only_a_plain_yes_verifies_an_address_that_is_one(changes, verified, remark):
    found = look(made(**changes))
    assert found.told
    assert found.told.email_verified is verified
    assert remark in [line.finding for line in found.lines if line.remarks]


def test_words_are_cleaned_and_bounded_and_the_rest_is_left_out():
    attributes = {f"a{n}": n for n in range(25)} | {"a0": "x" * 999, "deep": {"a": 1}, "none": None}
    found = look(made(name="A\x00li\u202ece\n" + "x" * 300, org="L" * 300, attrs=attributes, role="owner"))
    told = found.told
    assert told
    assert told.name.startswith("Alice x")
    assert (len(told.name), len(told.organisation), len(told.attributes)) == (200, 120, 20)
    assert len(told.attributes["a0"]) == 200
    assert "role" in found.lines[-1].shown


@pytest.mark.parametrize("attrs", ["words", [1], 7, True, {"yes": True}, {"pi": 3.14}, {"": "x"}])
def test_attributes_of_any_kind_break_nothing(attrs):
    told = look(made(attrs=attrs)).told
    assert told
    assert told.attributes in ({}, {"yes": "yes"}, {"pi": "3.14"})


def test_ed25519_and_rsa_are_checked_with_the_public_key():
    ours, theirs = ed25519.Ed25519PrivateKey.generate(), ed25519.Ed25519PrivateKey.generate()
    pem = public_pem(Algorithm.EDDSA, pem_of(ours))
    assert verifies(Algorithm.EDDSA, pem, b"words", ours.sign(b"words"))
    assert not verifies(Algorithm.EDDSA, pem, b"words", theirs.sign(b"words"))
    assert not verifies(Algorithm.EDDSA, pem, b"words", b"")
    private = rsa.generate_private_key(65537, 2048)
    signature = private.sign(b"words", padding.PKCS1v15(), hashes.SHA256())
    pem = public_pem(Algorithm.RS256, pem_of(private))
    assert verifies(Algorithm.RS256, pem, b"words", signature)
    assert not verifies(Algorithm.RS256, pem, b"other", signature)
    assert not verifies(Algorithm.EDDSA, pem, b"words", signature)


@pytest.mark.parametrize(
    ("algorithm", "pasted", "problem"),
    [
        (Algorithm.EDDSA, lambda: "", KeyProblem.NOT_PEM),
        (Algorithm.EDDSA, lambda: "ssh-ed25519 AAAA", KeyProblem.NOT_PEM),
        (Algorithm.EDDSA, lambda: EMPTY_PEM, KeyProblem.NOT_PEM),
        (Algorithm.EDDSA, lambda: "-----BEGIN PRIVATE KEY-----\nAAAA", KeyProblem.PRIVATE),
        (Algorithm.EDDSA, lambda: pem_of(rsa.generate_private_key(65537, 2048)), KeyProblem.OTHER_KIND),
        (Algorithm.RS256, lambda: pem_of(ed25519.Ed25519PrivateKey.generate()), KeyProblem.OTHER_KIND),
        (Algorithm.RS256, lambda: pem_of(ec.generate_private_key(ec.SECP256R1())), KeyProblem.OTHER_KIND),
        (Algorithm.RS256, lambda: pem_of(rsa.generate_private_key(65537, 1024)), KeyProblem.TOO_SHORT),
    ],
)  # fmt: skip
def test_a_key_that_does_not_fit_says_what_is_wrong(algorithm, pasted, problem):
    with pytest.raises(UnfitKey) as refused:
        public_pem(algorithm, pasted())
    assert refused.value.problem == problem


def test_the_checker_never_shows_more_than_a_little():
    found = look(f"{part({'alg': 'x' * 500, 'kid': {'a': 1}})}.{part({'aud': 'y' * 500})}.{part({})}")
    assert max(len(line.shown) for line in found.lines) <= 80
    assert json.dumps([line.shown for line in found.lines])
