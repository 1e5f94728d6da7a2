"""What a provider publishes: where its doors are, and its keys. Kept in memory; hostile until checked."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from smartai.foundation.openid.errors import ProviderFailed
from smartai.foundation.outside.asking import NoAnswer, get
from smartai.foundation.outside.breaker import Breaker

WITHIN: Final = 4.0
"""Seconds that a visitor waits for one answer."""
MOST: Final = 256 * 1024
"""Bytes of an answer; honest ones have a few thousand."""
FRESH_FOR: Final = 3600.0
NEW_KEYS_EVERY: Final = 30.0
"""Seconds between two looks for a key that we do not know: a forged token is no reason for more."""
MOST_PROVIDERS: Final = 100
LONGEST_ADDRESS: Final = 2_000


@dataclass(frozen=True)
class Doors:
    """Where the provider takes people and questions."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    secret_in_body: bool
    """Whether the secret goes into the form: only where the provider takes it nowhere else."""


@dataclass
class _Known:
    breaker: Breaker = field(default_factory=Breaker)
    doors: Doors | None = None
    doors_at: float = 0.0
    keys: dict[str, Any] | None = None
    keys_at: float = 0.0


_known: dict[str, _Known] = {}
_lock = threading.Lock()


def doors_of(issuer: str) -> Doors:
    """Raises ``ProviderFailed``. Asks at most once an hour, and not for half a minute after a failure."""
    known = _of(issuer)
    if known.doors is None or time.monotonic() - known.doors_at > FRESH_FOR:
        said = asked(issuer, f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        known.doors, known.doors_at = _doors(issuer, said), time.monotonic()
    return known.doors


def keys_of(issuer: str, address: str, *, anew: bool = False) -> dict[str, Any]:
    """The key set as it is published. ``anew``: a key was not among those we know."""
    known, now = _of(issuer), time.monotonic()
    age = now - known.keys_at
    if known.keys is None or age > (NEW_KEYS_EVERY if anew else FRESH_FOR):
        known.keys, known.keys_at = asked(issuer, address), now
    return known.keys


def asked(issuer: str, address: str, headers: dict[str, str] | None = None) -> dict[str, Any]:
    """A JSON object of the provider. Raises ``ProviderFailed``."""
    breaker = _of(issuer).breaker
    if not breaker.lets_through():
        raise ProviderFailed("it did not answer a moment ago")
    try:
        body = get(address, {"Accept": "application/json", **(headers or {})}, within=WITHIN, most=MOST)
    except NoAnswer as problem:
        breaker.failed()
        raise ProviderFailed(str(problem)) from problem
    breaker.succeeded()
    return read(body)


def read(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ProviderFailed("the answer is no JSON") from error
    if not isinstance(said, dict):
        raise ProviderFailed("the answer is no JSON object")
    return said


def is_safe_address(address: object, *, local: bool) -> bool:
    """HTTPS; plain HTTP only on this machine, for a provider that is there itself."""
    if not isinstance(address, str) or len(address) > LONGEST_ADDRESS or not address.isascii():
        return False
    if not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        port_is_one = parts.port is None or parts.port > 0
    except ValueError:
        return False
    if parts.username or parts.password or not parts.hostname or parts.fragment or not port_is_one:
        return False
    return parts.scheme == "https" or (local and parts.scheme == "http" and is_local(address))


def is_local(address: str) -> bool:
    """Whether it is on this machine."""
    try:
        return urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1")
    except ValueError:
        return False


def forget_documents(issuer: str = "") -> None:
    """Everything is asked anew, of one provider or of all."""
    with _lock:
        if issuer:
            _known.pop(issuer, None)
        else:
            _known.clear()


def _of(issuer: str) -> _Known:
    with _lock:
        if issuer not in _known and len(_known) >= MOST_PROVIDERS:
            _known.clear()
        return _known.setdefault(issuer, _Known())


def _doors(issuer: str, said: dict[str, Any]) -> Doors:
    if said.get("issuer") != issuer:
        raise ProviderFailed("it calls itself by another issuer than the one that was given")
    local = is_local(issuer)
    needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    for name in needed:
        if not is_safe_address(said.get(name), local=local):
            raise ProviderFailed(f"its {name} is no address that can be used")
    userinfo = said.get("userinfo_endpoint")
    methods = said.get("token_endpoint_auth_methods_supported")
    in_body = (
        isinstance(methods, list) and "client_secret_basic" not in methods and "client_secret_post" in methods
    )
    return Doors(
        authorization=said["authorization_endpoint"],
        token=said["token_endpoint"],
        keys=said["jwks_uri"],
        userinfo=str(userinfo) if is_safe_address(userinfo, local=local) else "",
        secret_in_body=in_body,
    )
