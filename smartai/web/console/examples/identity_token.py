"""The token that tells the help who is signed in on your site. Runs on your server, never in a page."""

import base64
import hashlib
import hmac
import json
import os
import secrets
import time
from typing import Any

PANEL = "pk_PANEL"
KEY = "k_KEY"


def identity_token(user: dict[str, Any]) -> str:
    now = int(time.time())
    header = {"alg": "HS256", "typ": "JWT", "kid": KEY}
    claims = {
        "aud": PANEL,
        "sub": str(user["id"]),
        "email": user["email"],
        "email_verified": user["email_verified"],
        "name": user["name"],
        "org": user["company"],
        "attrs": {"plan": user["plan"]},
        "iat": now,
        "exp": now + 600,
        "jti": secrets.token_hex(16),
    }
    signed = f"{encoded(header)}.{encoded(claims)}"
    secret = os.environ["SMARTAI_IDENTITY_SECRET"].encode()
    signature = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64url(signature)}"


def encoded(part: dict[str, Any]) -> str:
    return base64url(json.dumps(part).encode())


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


if __name__ == "__main__":
    print(
        identity_token(
            {
                "id": "user-1842",
                "email": "jonas@lindqvist.example",
                "email_verified": True,
                "name": "Jonas Lindqvist",
                "company": "Lindqvist & Söner",
                "plan": "business",
            }
        )
    )
