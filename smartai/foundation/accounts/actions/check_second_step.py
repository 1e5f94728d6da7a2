from __future__ import annotations

from django.utils import timezone

from smartai.foundation.accounts.errors import CodeRefused
from smartai.foundation.accounts.models import Person, RecoveryCode, SecondStep
from smartai.foundation.accounts.recovery_codes import as_typed, is_recovery_code
from smartai.foundation.accounts.secrets import hashed
from smartai.lib.totp import digits_of, step_that_fits


def check_second_step(person: Person, typed: str) -> bool:
    """Uses up a code of the app, or a recovery code; True for a recovery code. Raises ``CodeRefused``.

    Of two at one moment with the same code one is refused. How often is the caller's limit.
    """
    step = SecondStep.objects.filter(person=person).first()
    if step is None:
        raise CodeRefused
    if not is_recovery_code(typed):
        _use_digits(step, digits_of(typed))
        return False
    if not RecoveryCode.objects.filter(second_step=step, code_hash=hashed(as_typed(typed))).delete()[0]:
        raise CodeRefused
    return True


def _use_digits(step: SecondStep, digits: str) -> None:
    fits = step_that_fits(step.secret, digits, timezone.now().timestamp(), after=step.last_used)
    if fits is None:
        raise CodeRefused
    if not SecondStep.objects.filter(pk=step.pk, last_used__lt=fits).update(last_used=fits):
        raise CodeRefused
