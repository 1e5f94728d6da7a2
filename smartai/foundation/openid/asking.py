"""Sending somebody to their provider (authorization code flow with PKCE), and asking it who came back."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote, urlencode

from smartai.foundation.openid.documents import MOST, WITHIN, Doors, asked, read
from smartai.foundation.openid.errors import ProviderFailed, SignInRefused
from smartai.foundation.outside.asking import NoAnswer, post

SCOPE: Final = "openid email profile"
LONGEST_TOKEN: Final = 16_000


@dataclass(frozen=True)
class Client:
    """How the provider knows us. ``secret`` is empty where it gave none (PKCE alone)."""

    issuer: str
    id: str
    secret: str


@dataclass(frozen=True)
class Trip:
    """What binds an answer to the browser that asked: kept there, signed, until it comes back."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Tokens:
    id_token: str
    access_token: str


def new_trip() -> Trip:
    return Trip(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))


def sign_in_address(doors: Doors, client: Client, trip: Trip, come_back_to: str) -> str:
    asks = {
        "response_type": "code",
        "client_id": client.id,
        "redirect_uri": come_back_to,
        "scope": SCOPE,
        "state": trip.state,
        "nonce": trip.nonce,
        "code_challenge": _challenge(trip.verifier),
        "code_challenge_method": "S256",
    }
    joint = "&" if "?" in doors.authorization else "?"
    return f"{doors.authorization}{joint}{urlencode(asks)}"


def tokens_for(code: str, doors: Doors, client: Client, trip: Trip, come_back_to: str) -> Tokens:
    """Raises ``ProviderFailed`` also when the provider refuses the code: it says 400 then."""
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": come_back_to,
        "code_verifier": trip.verifier,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    if client.secret and not doors.secret_in_body:
        headers["Authorization"] = _basic(client)
    else:
        fields |= {"client_id": client.id} | ({"client_secret": client.secret} if client.secret else {})
    try:
        said = read(post(doors.token, urlencode(fields).encode(), headers, within=WITHIN, most=MOST))
    except NoAnswer as problem:
        raise ProviderFailed(f"asked for a token: {problem}") from problem
    found, access = said.get("id_token"), said.get("access_token")
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_TOKEN:
        raise ProviderFailed("it gave no ID token")
    return Tokens(found, access if isinstance(access, str) and len(access) <= LONGEST_TOKEN else "")


def with_userinfo(claims: dict[str, Any], doors: Doors, client: Client, tokens: Tokens) -> dict[str, Any]:
    """Some providers tell the address only when asked; what they say is about the same ``sub`` or nobody."""
    if "email" in claims or not doors.userinfo or not tokens.access_token:
        return claims
    if not (tokens.access_token.isascii() and tokens.access_token.isprintable()):
        return claims
    said = asked(client.issuer, doors.userinfo, {"Authorization": f"Bearer {tokens.access_token}"})
    if said.get("sub") != claims["sub"]:
        raise SignInRefused("the userinfo is about somebody else")
    more = {name: said[name] for name in ("email", "email_verified", "name") if name in said}
    return claims | more


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _basic(client: Client) -> str:
    """RFC 6749, 2.3.1: both are form-encoded first."""
    pair = f"{quote(client.id, safe='')}:{quote(client.secret, safe='')}"
    return f"Basic {base64.b64encode(pair.encode()).decode()}"
