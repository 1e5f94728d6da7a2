from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from smartai.core.people.events import CodeRequested
from smartai.core.people.querysets import owner_of_address
from smartai.foundation.accounts.actions import issue_code
from smartai.foundation.accounts.actors import Actor
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import CodePurpose, SignInCode
from smartai.foundation.accounts.secrets import hashed
from smartai.foundation.events.record import record


@transaction.atomic
def request_code(
    address: str,
    purpose: CodePurpose,
    *,
    by: Actor,
    language: str = "",
    known_only: bool = False,
    for_person_id: int | None = None,
    payload: dict[str, Any] | None = None,
) -> str:
    """Has a code sent to the address (normal form) and returns the browser's challenge.

    With ``known_only`` a code goes out only to a proven address; the work and the answer are the same
    either way, so that nobody learns who is a customer. How often is the caller's limit.
    """
    known = owner_of_address(address)
    issued = issue_code(address, purpose, for_person_id=for_person_id, payload=payload)
    record(
        CodeRequested(
            code_id=issued.code.pk,
            purpose=purpose,
            language=(known.language if known else "") or language,
            deliver=known is not None or not known_only,
        ),
        by=by,
    )
    return issued.challenge


def repeat_code(challenge: str, *, by: Actor, language: str = "", known_only: bool = False) -> str:
    """A new code to the same address for the same purpose; returns the new challenge.

    Raises ``CodeRefused`` when the browser's challenge is unknown or a day old.
    """
    asked = SignInCode.objects.filter(
        challenge_hash=hashed(challenge), created_at__gt=timezone.now() - timedelta(days=1), used_at=None
    ).first()
    if asked is None:
        raise CodeRefused
    return request_code(
        asked.address,
        CodePurpose(asked.purpose),
        by=by,
        language=language,
        known_only=known_only,
        for_person_id=asked.for_person_id,
        payload=asked.payload,
    )
