"""What an ID token must say, who must have signed it, and what a provider may not do to us meanwhile."""

from __future__ import annotations

import base64
import hmac
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from smartai.foundation.openid import documents
from smartai.foundation.openid.asking import Client, Trip, tokens_for
from smartai.foundation.openid.documents import doors_of
from smartai.foundation.openid.errors import ProviderFailed, SignInRefused
from smartai.foundation.openid.id_token import checked
from tests.openid_provider import CLIENT, SECRET, Provider, provider_running
from tests.stand_ins import dripping, hanging_up, sends, silent

NONCE = "n" * 43
OTHER = rsa.generate_private_key(65537, 2048)


@pytest.fixture
def there():
    with provider_running() as provider:
        yield provider


def said_by(there: Provider, token: str = ""):
    client = Client(there.issuer, CLIENT, SECRET)
    return checked(token or there.signed(NONCE, there.account), doors_of(there.issuer), client, NONCE)


@pytest.mark.parametrize("kind", ["RS256", "ES256"])
def test_a_right_token_says_who_it_is(there, kind):
    there.new_key(kind=kind)
    assert said_by(there)["sub"] == "alice-1"


LIES = {
    "another issuer": {"iss": "https://evil.example"},
    "another client": {"aud": "somebody-else"},
    "several clients without us": {"aud": ["a", "b"]},
    "several clients, made for another": {"aud": [CLIENT, "b"], "azp": "b"},
    "several clients, made for nobody": {"aud": [CLIENT, "b"]},
    "made for another": {"azp": "somebody-else"},
    "expired": {"exp": int(time.time()) - 3_600},
    "without an end": {"exp": None},
    "from tomorrow": {"iat": int(time.time()) + 86_400},
    "from yesterday": {"iat": int(time.time()) - 86_400},
    "without a time": {"iat": None},
    "another nonce": {"nonce": "x" * 43},
    "without a nonce": {"nonce": None},
    "nobody": {"sub": None},
    "an empty name": {"sub": ""},
    "a long name": {"sub": "x" * 256},
    "a number": {"sub": 7},
    "an odd name": {"sub": "a\x00b"},
    "odd times": {"exp": "tomorrow"},
    "from the end of time": {"iat": 10**400},
    "no time": {"iat": float("nan")},
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_says_something_wrong_is_refused(there, lie):
    there.token_changes = LIES[lie]
    with pytest.raises(SignInRefused):
        said_by(there)


def unsigned(claims: dict[str, object], **header: str) -> str:
    return ".".join(encoded(json.dumps(part).encode()) for part in ({"alg": "none", **header}, claims)) + "."


def with_hmac(claims: dict[str, object], kid: str, key: bytes) -> str:
    said = unsigned(claims, alg="HS256", kid=kid).rstrip(".")
    return f"{said}.{encoded(hmac.digest(key, said.encode(), 'sha256'))}"


def encoded(text: bytes) -> str:
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def forged(there: Provider, kind: str) -> str:
    now = int(time.time())
    claims = {
        "iss": there.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": NONCE,
        **there.account.claims(),
    }  # fmt: skip
    kid, _, key = there.signing_key
    match kind:
        case "unsigned":
            return unsigned(claims)
        case "with the client's secret":
            return with_hmac(claims, kid, SECRET.encode())
        case "with the public key as a secret":
            return with_hmac(claims, kid, json.dumps(there.key_set()["keys"][0]).encode())
        case "with another key":
            return jwt.encode(claims, OTHER, algorithm="RS256", headers={"kid": kid})
        case "with a key of its own":
            own = jwt.algorithms.RSAAlgorithm.to_jwk(OTHER.public_key(), as_dict=True)
            return jwt.encode(claims, OTHER, algorithm="RS256", headers={"kid": "mine", "jwk": own})
        case "cut":
            return jwt.encode(claims, key, algorithm="RS256", headers={"kid": kid})[:-20]
        case "no token":
            return "a.b.c"
        case _:
            return "x" * 20_000


@pytest.mark.parametrize(
    "kind",
    [
        "unsigned", "with the client's secret", "with the public key as a secret", "with another key",
        "with a key of its own", "cut", "no token", "huge",
    ],
)  # fmt: skip
def test_a_token_that_the_provider_did_not_sign_is_refused(there, kind):
    with pytest.raises(SignInRefused):
        said_by(there, forged(there, kind))


def test_a_key_set_that_holds_a_shared_secret_or_nonsense_gives_no_key(there):
    kid, _, _ = there.signing_key
    shared = {"kty": "oct", "kid": kid, "k": encoded(b"s" * 32)}
    odd = {"kty": "RSA", "kid": kid, "n": "!!", "e": None}
    there.behaviour = {"/keys": sends(json.dumps({"keys": [shared, odd, 7, None, {"kty": "RSA"}]}).encode())}
    with pytest.raises(SignInRefused):
        said_by(there)
    forged_by_secret = with_hmac({"iss": there.issuer}, kid, b"s" * 32)
    with pytest.raises(SignInRefused):
        said_by(there, forged_by_secret)


def test_a_new_key_is_looked_for_but_not_for_every_token(there, monkeypatch):
    assert said_by(there)
    there.new_key()
    for _ in range(3):
        with pytest.raises(SignInRefused):
            said_by(there)
    looked = [path for path, _, _ in there.asked if path == "/keys"]
    assert len(looked) == 1
    monkeypatch.setattr(documents, "NEW_KEYS_EVERY", -1.0)
    assert said_by(there)


BROKEN = {
    "down": hanging_up,
    "an error": sends(b"{}", 500),
    "no JSON": sends(b"<html>"),
    "no object": sends(b"[]"),
    "deep": sends(b"[" * 100_000),
    "huge": sends(b" " * 600_000),
    "led away": sends(b"", 302, Location="http://127.0.0.1:1/"),
    "empty": sends(b"{}"),
}


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys", "/token"])
@pytest.mark.parametrize("how", BROKEN)
def test_a_provider_that_is_broken_is_said_to_be_so(there, path, how):
    there.behaviour = {path: BROKEN[how]}
    client, trip = Client(there.issuer, CLIENT, SECRET), Trip("s", NONCE, "v")
    with pytest.raises(ProviderFailed):
        if path == "/token":
            tokens_for("code", doors_of(there.issuer), client, trip, "https://desk.example/")
        said_by(there)


@pytest.mark.parametrize("how", [silent, dripping])
def test_nobody_waits_long_for_a_slow_provider_and_nobody_at_all_after_that(there, how, monkeypatch):
    monkeypatch.setattr(documents, "WITHIN", 0.3)
    there.behaviour = {"/.well-known/openid-configuration": how}
    began = time.monotonic()
    with pytest.raises(ProviderFailed):
        doors_of(there.issuer)
    assert time.monotonic() - began < 2
    with pytest.raises(ProviderFailed):
        doors_of(there.issuer)
    assert len(there.asked) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "https://evil.example"}, {"issuer": None}, {"token_endpoint": "http://10.0.0.1/token"},
        {"authorization_endpoint": "javascript:alert(1)"}, {"authorization_endpoint": None},
        {"jwks_uri": "file:///etc/passwd"}, {"token_endpoint": "https://a:b@c.example/"},
        {"authorization_endpoint": "https://a.example/\r\nSet-Cookie: x=1"},
        {"token_endpoint": "http://metadata.example/token"}, {"token_endpoint": "https://c.example:99999/"},
    ],
)  # fmt: skip
def test_a_provider_that_names_odd_addresses_is_not_asked(there, changes):
    there.document_changes = changes
    with pytest.raises(ProviderFailed):
        doors_of(there.issuer)
