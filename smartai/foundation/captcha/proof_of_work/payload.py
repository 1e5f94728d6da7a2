from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qs

_LONGEST = 2000  # characters; an honest payload has about 400


@dataclass(frozen=True)
class Proof:
    """What a browser sends back. Nothing in it is to be believed before its signature is checked."""

    algorithm: str
    challenge: str
    number: int
    salt: str
    signature: str

    @property
    def purpose(self) -> str:
        return self._fact("purpose")

    @property
    def expires_at(self) -> datetime | None:
        text = self._fact("expires")
        return datetime.fromtimestamp(int(text), UTC) if text.isdecimal() and len(text) <= 11 else None

    def _fact(self, name: str) -> str:
        """Facts travel in the salt, which the signature covers."""
        return parse_qs(self.salt.partition("?")[2]).get(name, [""])[0]


def parsed(payload: str) -> Proof | None:
    """None when it isn't the base64 of the JSON that ALTCHA's protocol asks for."""
    if len(payload) > _LONGEST:
        return None
    try:
        sent = json.loads(base64.b64decode(payload, validate=True))
        proof = Proof(**{name: sent[name] for name in Proof.__dataclass_fields__})
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    texts = (proof.algorithm, proof.challenge, proof.salt, proof.signature)
    sound = type(proof.number) is int and all(isinstance(text, str) and text.isascii() for text in texts)
    return proof if sound else None
