from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.foundation.accounts.models import Person


class ProviderIdentity(models.Model):
    """Who somebody is at a provider. It was joined by an address once; only ``subject`` counts since then."""

    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=255)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="provider_identities")
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="provider_identity_once"),
            models.UniqueConstraint(fields=["issuer", "person"], name="provider_identity_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} at {self.issuer}"
