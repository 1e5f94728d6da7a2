from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone


class CodePurpose(models.TextChoices):
    SIGN_IN = "sign-in"
    CONFIRM_REQUEST = "confirm-request"
    ADD_ADDRESS = "add-address"
    RESET_PASSWORD = "reset-password"


class SignInCode(models.Model):
    """A six-digit code that was sent to an address, for one purpose, to be typed in one browser.

    The code is derived from the application's secret and ``nonce`` when the mail is sent, so that no
    row holds it. ``challenge_hash`` binds it to the browser that asked; ``payload`` is what that browser
    wants to happen once the address is proven (a registration, a request that waits).
    """

    purpose = models.CharField(max_length=20, choices=CodePurpose)
    address = models.CharField(max_length=254, db_index=True)
    challenge_hash = models.CharField(max_length=64, unique=True)
    nonce = models.CharField(max_length=32)
    tries = models.PositiveSmallIntegerField(default=0)
    for_person_id = models.BigIntegerField(null=True, blank=True)
    payload: models.JSONField[dict[str, Any]] = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"code {self.pk} for {self.purpose}"
