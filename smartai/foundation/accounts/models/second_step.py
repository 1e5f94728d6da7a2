from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.foundation.accounts.models.person import Person
from smartai.foundation.accounts.secrets import derived

SECRET_BYTES = 20


class SecondStep(models.Model):
    """Codes of an app that are asked for after the first proof. A row means that it is on.

    No secret is stored: it is derived from the installation's secret and ``nonce``. ``last_used`` is the time
    step of the last code: neither it nor an earlier one counts again.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="second_step")
    nonce = models.CharField(max_length=64)
    last_used = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"second step of person {self.person_id}"

    @property
    def secret(self) -> bytes:
        return second_step_secret(self.person_id, self.nonce)


class RecoveryCode(models.Model):
    """A way past a lost phone, once. It has 80 bits, so its hash needs no salt."""

    second_step = models.ForeignKey(SecondStep, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["second_step", "code_hash"], name="recovery_code_once"),
        ]

    def __str__(self) -> str:
        return f"recovery code {self.pk}"


def second_step_secret(person_id: int, nonce: str) -> bytes:
    return derived("second step", person_id, nonce)[:SECRET_BYTES]
