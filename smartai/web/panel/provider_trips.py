"""There and back between us and a provider. Loaded where somebody sets out: its libraries take 20 MB."""

from __future__ import annotations

import hmac
from typing import Any

from django.http import QueryDict

from smartai.core.identities.actions import Said
from smartai.core.identities.models import SignInProvider
from smartai.foundation.openid.asking import Client, Trip, sign_in_address, tokens_for, with_userinfo
from smartai.foundation.openid.documents import doors_of
from smartai.foundation.openid.errors import ProviderFailed, SignInRefused
from smartai.foundation.openid.id_token import checked
from smartai.foundation.openid.microsoft import owns_domain
from smartai.foundation.openid.sealing import opened
from smartai.lib.addresses import normal_address

LONGEST_CODE = 4_000


def way_there(provider: SignInProvider, trip: Trip, come_back_to: str) -> str:
    """Raises ``ProviderFailed``."""
    return sign_in_address(doors_of(provider.issuer), _client(provider), trip, come_back_to)


def code_in(came_with: QueryDict, provider: SignInProvider, trip: Trip) -> str:
    """What the provider gave the browser. Raises ``SignInRefused``, also for somebody who said no there."""
    state = came_with.get("state", "")
    if not hmac.compare_digest(state.encode("utf-8", "replace"), trip.state.encode()):
        raise SignInRefused("another state than the one that set out")
    if came_with.get("iss", provider.issuer) != provider.issuer:  # RFC 9207
        raise SignInRefused("came back from another provider")
    if "error" in came_with:
        raise SignInRefused(f"the provider says {came_with['error'][:100]!r}")
    code = came_with.get("code", "")
    if not 0 < len(code) <= LONGEST_CODE:
        raise SignInRefused("no code")
    return code


def said(provider: SignInProvider, trip: Trip, code: str, come_back_to: str) -> Said:
    """Raises ``ProviderFailed``, ``SignInRefused``."""
    doors, client = doors_of(provider.issuer), _client(provider)
    tokens = tokens_for(code, doors, client, trip, come_back_to)
    id_token = checked(tokens.id_token, doors, client, trip.nonce)
    claims = with_userinfo(id_token, doors, client, tokens)
    email = _address(claims.get("email"))
    verified = claims.get("email_verified", owns_domain(id_token, provider.issuer))
    name = claims.get("name")
    return Said(
        subject=claims["sub"],
        email=email,
        email_verified=bool(email) and verified is True,
        name=name if isinstance(name, str) else "",
    )


def _client(provider: SignInProvider) -> Client:
    secret = opened(provider.sealed_secret)
    if secret is None:
        raise ProviderFailed("its secret was sealed by another installation: type it into the settings again")
    return Client(provider.issuer, provider.client_id, secret)


def _address(said: Any) -> str:
    """Letters that only look like others are no reason to take somebody for another: plain ones or none."""
    if not isinstance(said, str) or not said.isascii():
        return ""
    try:
        return normal_address(said)
    except ValueError:
        return ""
