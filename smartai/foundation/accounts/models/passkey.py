from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.foundation.accounts.models.person import Person


class Passkey(models.Model):
    """A key pair of a device or a password manager (WebAuthn); here is its public half.

    ``credential`` is what the authenticator attested: its kind, id and COSE public key. ``sign_count`` counts
    its signatures, where it counts at all; 0 means that it does not.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="passkeys")
    credential_hash = models.CharField(max_length=64, unique=True)
    credential = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    name = models.CharField(max_length=60)
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
