from __future__ import annotations

import hmac
from unicodedata import decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from smartai.foundation.accounts.actions.issue_code import code_digits
from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import CodePurpose, SignInCode
from smartai.foundation.accounts.secrets import hashed

TRIES = 5


def check_code(challenge: str, digits: str, purpose: CodePurpose) -> SignInCode:
    """Uses the code up and returns it; raises ``CodeRefused`` with one answer for every reason.

    A try is counted and committed before the digits are compared: two at once can't share one.
    """
    now = timezone.now()
    asked = SignInCode.objects.filter(
        challenge_hash=hashed(challenge),
        purpose=purpose,
        used_at=None,
        expires_at__gt=now,
        tries__lt=TRIES,
    )
    if not asked.update(tries=F("tries") + 1):
        raise CodeRefused
    code = SignInCode.objects.get(challenge_hash=hashed(challenge))
    # Whoever writes Arabic may type the digits of that script.
    typed = "".join(str(decimal(character)) for character in digits if character.isdecimal())
    if not hmac.compare_digest(code_digits(code).encode(), typed.encode()):
        raise CodeRefused
    with transaction.atomic():
        if not SignInCode.objects.filter(pk=code.pk, used_at=None).update(used_at=now):
            raise CodeRefused
    return code
