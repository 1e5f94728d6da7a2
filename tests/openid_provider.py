"""A provider of OpenID Connect on loopback: real HTTP, real signatures. ``changes`` make it lie.

It behaves as its specification says: a code is taken once, with the verifier of its challenge and the secret.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from smartai.foundation.openid.documents import forget_documents
from tests.stand_ins import send

CLIENT, SECRET = "smartai-tickets", "a client's secret/with: signs"

Behaviour = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Account:
    """Somebody who has an account at the provider."""

    sub: str
    email: str = ""
    email_verified: Any = True
    name: str = ""

    def claims(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if value != ""}


@dataclass
class _Asked:
    account: Account
    query: dict[str, str]


@dataclass
class Provider:
    """``behaviour`` by path replaces the honest answer; ``token_changes`` the claims (None takes one out)."""

    account: Account = field(default_factory=lambda: Account("alice-1", "alice@lake.example", True, "Alice"))
    behaviour: dict[str, Behaviour] = field(default_factory=dict)
    document_changes: dict[str, Any] = field(default_factory=dict)
    token_changes: dict[str, Any] = field(default_factory=dict)
    header_changes: dict[str, Any] = field(default_factory=dict)
    signing_key: Any = None
    id_token: str = ""
    only_userinfo: dict[str, Any] | None = None
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    issuer: str = ""
    _codes: dict[str, _Asked] = field(default_factory=dict)
    _keys: dict[str, Any] = field(default_factory=dict)

    def new_key(self, kid: str = "", kind: str = "RS256") -> str:
        """From now on tokens are signed with another key."""
        kid = kid or secrets.token_hex(4)
        key = (
            rsa.generate_private_key(65537, 2048)
            if kind == "RS256"
            else ec.generate_private_key(ec.SECP256R1())
        )
        self._keys, self.signing_key = {kid: (kind, key)}, (kid, kind, key)
        return kid

    def agree(self, address: str) -> str:
        """What a person's browser does there: signs in, and is sent back. Returns where to."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = secrets.token_urlsafe(16)
        self._codes[code] = _Asked(self.account, query)
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def published(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize?tenant=1",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
            **self.document_changes,
        }

    def key_set(self) -> dict[str, Any]:
        found = []
        for kid, (kind, key) in self._keys.items():
            maker = jwt.algorithms.RSAAlgorithm if kind == "RS256" else jwt.algorithms.ECAlgorithm
            public: Any = maker.to_jwk(key.public_key(), as_dict=True)
            found.append({**public, "kid": kid, "use": "sig", "alg": kind})
        return {"keys": found}

    def tokens(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self._codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if not self._is_client(form, authorization):
            return 401, {"error": "invalid_client"}
        if asked is None or asked.query["code_challenge"] != challenge:
            return 400, {"error": "invalid_grant"}
        if form.get("redirect_uri") != asked.query["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        token = self.id_token or self.signed(asked.query["nonce"], asked.account)
        return 200, {"id_token": token, "access_token": "an-access-token", "token_type": "Bearer"}

    def signed(self, nonce: str, account: Account) -> str:
        now = int(time.time())
        told = account.claims()
        if self.only_userinfo is not None:
            told = {"sub": account.sub}
        claims = {
            "iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": nonce, **told,
            **self.token_changes,
        }  # fmt: skip
        kid, kind, key = self.signing_key
        header = {"kid": kid, **self.header_changes}
        claims = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode(claims, key, algorithm=header.pop("alg", kind), headers=header)

    def _is_client(self, form: dict[str, str], authorization: str) -> bool:
        if authorization.startswith("Basic "):
            name, _, secret = base64.b64decode(authorization[6:]).decode().partition(":")
            return (unquote(name), unquote(secret)) == (CLIENT, SECRET)
        return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET)

    def answer(self, handler: BaseHTTPRequestHandler, form: dict[str, str]) -> None:
        path = urlsplit(handler.path).path
        self.asked.append((path, form, handler.headers.get("Authorization", "")))
        if path in self.behaviour:
            return self.behaviour[path](handler)
        if path == "/.well-known/openid-configuration":
            return send(handler, json.dumps(self.published()).encode())
        if path == "/keys":
            return send(handler, json.dumps(self.key_set()).encode())
        if path == "/userinfo" and handler.headers.get("Authorization") == "Bearer an-access-token":
            return send(handler, json.dumps(self.only_userinfo or {}).encode())
        if path == "/token" and handler.command == "POST":
            status, said = self.tokens(form, handler.headers.get("Authorization", ""))
            return send(handler, json.dumps(said).encode(), status)
        if path == "/authorize":  # a browser is there: its person agrees at once
            return send(handler, b"", 302, Location=self.agree(f"{self.issuer}{handler.path}"))
        return send(handler, b"not here", 404)


@contextmanager
def provider_running() -> Iterator[Provider]:
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            with suppress(OSError):  # the other side did not wait
                provider.answer(self, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            with suppress(OSError):
                provider.answer(self, {name: values[0] for name, values in parse_qs(body).items()})

        def log_message(self, format: str, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.ending = threading.Event()  # type: ignore[attr-defined]  # put there for its handlers
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    provider.new_key()
    forget_documents()
    try:
        yield provider
    finally:
        forget_documents()
        server.ending.set()  # type: ignore[attr-defined]  # put there for its handlers
        server.shutdown()
        server.server_close()
        thread.join()
