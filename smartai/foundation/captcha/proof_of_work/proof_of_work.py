from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from altcha.v1 import ChallengeOptions, Payload, create_challenge, verify_solution
from django.utils import timezone
from django.utils.crypto import salted_hmac

from smartai.foundation.captcha.proof_of_work.payload import parsed
from smartai.foundation.captcha.provider import Sent, Sources, Verdict
from smartai.foundation.captcha.spending import spend

VALID_FOR = timedelta(minutes=20)
ALGORITHM: Final = "SHA-256"
# The browser tries numbers from 0 until SHA-256(salt + number) is the challenge: half of these on average,
# at about 50 tries a millisecond on a phone of 2022.
MAX_NUMBER = 30_000


class ProofOfWork:
    """Challenges need no memory: they are signed; only spent ones are remembered, until they expire."""

    asks = True
    sources: Sources = {}

    def challenge(self, purpose: str) -> dict[str, Any]:
        """``{algorithm, challenge, maxnumber, salt, signature}``; the browser answers with the base64 of the
        JSON ``{algorithm, challenge, number, salt, signature}``.
        """
        made = create_challenge(
            ChallengeOptions(
                algorithm=ALGORITHM,
                max_number=MAX_NUMBER,
                hmac_key=_key(),
                expires=timezone.now() + VALID_FOR,
                params={"purpose": purpose},
            )
        )
        return {
            "algorithm": made.algorithm,
            "challenge": made.challenge,
            "maxnumber": MAX_NUMBER,
            "salt": made.salt,
            "signature": made.signature,
        }

    def verify(self, sent: Sent) -> Verdict:
        proof = parsed(sent.payload)
        if proof is None or proof.algorithm != ALGORITHM or proof.purpose != sent.purpose:
            return Verdict.FAILED
        expires_at = proof.expires_at
        if expires_at is None or expires_at <= timezone.now():
            return Verdict.FAILED
        right, _ = verify_solution(
            Payload(ALGORITHM, proof.challenge, proof.number, proof.salt, proof.signature),
            _key(),
            check_expires=False,
        )
        return Verdict.PASSED if right and spend(proof.challenge, expires_at) else Verdict.FAILED


def _key() -> str:
    return salted_hmac("smartai.captcha", "proof-of-work", algorithm="sha256").hexdigest()
