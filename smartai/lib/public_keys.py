"""Ed25519 and RSA. Loaded where a site has a key of its own: the library takes 15 MB."""

from __future__ import annotations

from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from smartai.lib.site_keys import Algorithm, KeyProblem, UnfitKey

FEWEST_BITS: Final = 2048
MOST_BITS: Final = 8192
"""Of an RSA key: a longer one only costs time with each token."""


def normal_pem(algorithm: Algorithm, pasted: str) -> str:
    """Raises ``UnfitKey``."""
    key = _loaded(pasted)
    match algorithm, key:
        case Algorithm.EDDSA, Ed25519PublicKey():
            pass
        case Algorithm.RS256, RSAPublicKey():
            if key.key_size < FEWEST_BITS:
                raise UnfitKey(KeyProblem.TOO_SHORT)
            if key.key_size > MOST_BITS:
                raise UnfitKey(KeyProblem.TOO_LONG)
        case _:
            raise UnfitKey(KeyProblem.OTHER_KIND)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def signed_by(algorithm: Algorithm, pem: str, signed: bytes, signature: bytes) -> bool:
    """Whether the private half of the key made the signature, in the key's algorithm."""
    key = _loaded(pem)
    try:
        if algorithm is Algorithm.EDDSA and isinstance(key, Ed25519PublicKey):
            key.verify(signature, signed)
        elif algorithm is Algorithm.RS256 and isinstance(key, RSAPublicKey):
            key.verify(signature, signed, PKCS1v15(), SHA256())
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _loaded(pem: str) -> Ed25519PublicKey | RSAPublicKey:
    try:
        key = load_pem_public_key(pem.encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise UnfitKey(KeyProblem.NOT_PEM) from error
    if not isinstance(key, Ed25519PublicKey | RSAPublicKey):
        raise UnfitKey(KeyProblem.OTHER_KIND)
    return key
