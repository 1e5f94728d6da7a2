"""Passkeys on the wire (WebAuthn level 3). Loaded where one is made or used: the library takes 7 MB."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from smartai.foundation.accounts.errors import PasskeyRefused
from smartai.foundation.accounts.passkeys import relying_party
from smartai.foundation.accounts.secrets import derived
from smartai.foundation.outside.own_origin import own_origin

CHALLENGE_BYTES: Final = 32


@dataclass(frozen=True)
class Made:
    """A new public key, as its authenticator attested it."""

    credential: bytes
    credential_id: bytes
    sign_count: int


@dataclass(frozen=True)
class Signed:
    """``verified``: the authenticator asked for a finger, a face or a PIN."""

    sign_count: int
    verified: bool


def new_challenge() -> str:
    return websafe_encode(secrets.token_bytes(CHALLENGE_BYTES))


def user_handle(person_id: int) -> bytes:
    """What authenticators keep instead of a number or an address."""
    return derived("passkey user", person_id)


def creation_options(
    challenge: str, *, person_id: int, account: str, name: str, brand: str, have: Sequence[bytes]
) -> dict[str, Any]:
    """For ``navigator.credentials.create``, as JSON; ``have`` are credentials that are there already."""
    options, _ = _server(brand).register_begin(
        PublicKeyCredentialUserEntity(id=user_handle(person_id), name=account, display_name=name),
        credentials=[AttestedCredentialData(one) for one in have],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.PREFERRED,
        challenge=websafe_decode(challenge),
    )
    return dict(options)


def request_options(challenge: str) -> dict[str, Any]:
    """For ``navigator.credentials.get``: without names of credentials, whoever asks."""
    options, _ = _server("").authenticate_begin(
        user_verification=UserVerificationRequirement.PREFERRED, challenge=websafe_decode(challenge)
    )
    return dict(options)


def made(challenge: str, answer: Mapping[str, Any]) -> Made:
    """Checks type, challenge, origin, RP id and presence. Raises ``PasskeyRefused``."""
    try:
        data = _server("").register_complete(_state(challenge), answer)
        found = data.credential_data
        if found is None:
            raise PasskeyRefused("no key in it")
        return Made(bytes(found), found.credential_id, data.counter)
    except PasskeyRefused:
        raise
    except Exception as error:  # whatever a hostile answer makes of the parser, it is no passkey
        raise PasskeyRefused(f"{type(error).__name__}: {error}"[:200]) from error


def credential_id_of(answer: Mapping[str, Any]) -> bytes:
    """Raises ``PasskeyRefused``."""
    try:
        return bytes(AuthenticationResponse.from_dict(answer).raw_id)
    except Exception as error:  # as above
        raise PasskeyRefused("no answer of an authenticator") from error


def signed(challenge: str, credential: bytes, person_id: int, answer: Mapping[str, Any]) -> Signed:
    """Checks the signature too, and that the key is kept for this person. Raises ``PasskeyRefused``."""
    try:
        _server("").authenticate_complete(_state(challenge), [AttestedCredentialData(credential)], answer)
        response = AuthenticationResponse.from_dict(answer).response
        if response.user_handle not in (None, b"", user_handle(person_id)):
            raise PasskeyRefused("kept for somebody else")
        data = response.authenticator_data
        return Signed(data.counter, data.is_user_verified())
    except PasskeyRefused:
        raise
    except Exception as error:  # as above
        raise PasskeyRefused(f"{type(error).__name__}: {error}"[:200]) from error


def _server(brand: str) -> Fido2Server:
    party = PublicKeyCredentialRpEntity(id=relying_party(), name=brand or relying_party())
    return Fido2Server(party, verify_origin=lambda origin: origin == own_origin())


def _state(challenge: str) -> dict[str, Any]:
    return {"challenge": challenge, "user_verification": UserVerificationRequirement.PREFERRED}
