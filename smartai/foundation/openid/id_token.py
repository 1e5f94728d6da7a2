"""Checking an ID token (OpenID Connect Core, 3.1.3.7). Loaded where somebody comes back from a provider."""

from __future__ import annotations

import hmac
import time
from typing import Any, Final

import jwt

from smartai.foundation.openid.asking import Client
from smartai.foundation.openid.documents import Doors, keys_of
from smartai.foundation.openid.errors import ProviderFailed, SignInRefused

ALGORITHMS: Final = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
)  # fmt: skip
"""Only with a key pair: never with a secret that others may know, and never unsigned."""
KINDS: Final = {"RS": "RSA", "PS": "RSA", "ES": "EC", "Ed": "OKP"}
LEEWAY: Final = 120
"""Seconds that clocks may differ."""
OLDEST: Final = 600
"""Seconds since it was made: it comes straight from the provider."""
MOST_KEYS: Final = 100
LONGEST_SUBJECT: Final = 255


def checked(token: str, doors: Doors, client: Client, nonce: str) -> dict[str, Any]:
    """The claims of a token that is the provider's, for us, for this browser. Raises ``SignInRefused``."""
    header = _header(token)
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(header, doors, client),
            algorithms=[header["alg"]],
            audience=client.id,
            issuer=client.issuer,
            leeway=LEEWAY,
            options={"require": ["iss", "aud", "exp", "iat", "sub"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as error:
        raise SignInRefused(f"the ID token: {error}"[:200]) from error
    _check_rest(claims, client, nonce)
    return claims


def _header(token: str) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, RecursionError) as error:
        raise SignInRefused("the ID token is none") from error
    if header.get("alg") not in ALGORITHMS:
        raise SignInRefused("the ID token is signed by an algorithm that is not taken")
    if "crit" in header:
        raise SignInRefused("the ID token asks for what we do not know")
    return header


def _key(header: dict[str, Any], doors: Doors, client: Client) -> jwt.PyJWK:
    """By its name where the token names one; a name that we do not know is a reason to look once more."""
    for anew in (False, True):
        keys = _fitting(header, keys_of(client.issuer, doors.keys, anew=anew))
        if len(keys) == 1:
            return keys[0]
    raise SignInRefused("no key of the provider fits the ID token")


def _fitting(header: dict[str, Any], published: dict[str, Any]) -> list[jwt.PyJWK]:
    rows = published.get("keys")
    if not isinstance(rows, list):
        raise ProviderFailed("its keys are no key set")
    name, alg = header.get("kid"), header["alg"]
    fitting = []
    for row in rows[:MOST_KEYS]:
        if not isinstance(row, dict) or row.get("kty") != KINDS[alg[:2]] or row.get("use", "sig") != "sig":
            continue
        if row.get("alg", alg) != alg or (name is not None and row.get("kid") != name):
            continue
        try:
            fitting.append(jwt.PyJWK(row, algorithm=alg))
        except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError):
            continue
    return fitting


def _check_rest(claims: dict[str, Any], client: Client, nonce: str) -> None:
    subject, made, said = claims["sub"], claims["iat"], claims.get("nonce")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isprintable():
        raise SignInRefused("the ID token names nobody")
    if not isinstance(made, int | float) or made < time.time() - OLDEST - LEEWAY:
        raise SignInRefused("the ID token is old")
    if not isinstance(said, str) or not hmac.compare_digest(said.encode("utf-8", "replace"), nonce.encode()):
        raise SignInRefused("the ID token was made for another browser")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else client.id) != client.id:
        raise SignInRefused("the ID token was made for somebody else")
