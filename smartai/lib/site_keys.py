"""Keys that sites sign with: three algorithms, and which one is the key's affair, never the token's."""

from __future__ import annotations

import hashlib
import hmac
from enum import StrEnum
from typing import Final

LONGEST_PEM: Final = 4_000  # characters


class Algorithm(StrEnum):
    """As the header of a token names it."""

    HS256 = "HS256"
    EDDSA = "EdDSA"
    RS256 = "RS256"


class KeyProblem(StrEnum):
    NOT_PEM = "not_pem"
    PRIVATE = "private"
    OTHER_KIND = "other_kind"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"


class UnfitKey(ValueError):
    """What was pasted can't be a site's public key."""

    def __init__(self, problem: KeyProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def public_pem(algorithm: Algorithm, pasted: str) -> str:
    """The public key in its normal form. Raises ``UnfitKey``."""
    if "PRIVATE KEY" in pasted:
        raise UnfitKey(KeyProblem.PRIVATE)
    # Here and not above: it takes 15 MB, which sites with a shared secret do not pay.
    from smartai.lib import public_keys

    return public_keys.normal_pem(algorithm, pasted.strip()[:LONGEST_PEM])


def fingerprint(material: str) -> str:
    """Tells keys apart and gives nothing away."""
    return hashlib.sha256(material.encode()).hexdigest()[:16]


def verifies(algorithm: Algorithm, material: str, signed: bytes, signature: bytes) -> bool:
    """Whether ``signature`` is the key's: of the shared secret, or of the private half of a public PEM."""
    if algorithm is Algorithm.HS256:
        return hmac.compare_digest(hmac.digest(material.encode(), signed, "sha256"), signature)
    # As above.
    from smartai.lib import public_keys

    return public_keys.signed_by(algorithm, material, signed, signature)
