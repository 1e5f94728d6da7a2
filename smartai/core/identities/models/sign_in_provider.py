from __future__ import annotations

from django.db import models
from django.utils import timezone


class SignInProvider(models.Model):
    """Somebody who says who people are (OpenID Connect): the company's own directory, or a large provider.

    ``sealed_secret`` opens only with the installation's secret. ``domains`` are those of the e-mail addresses
    that may come in; none means all. ``creates``: unknown people become customers.
    """

    name = models.CharField(max_length=60)
    issuer = models.CharField(max_length=500)
    client_id = models.CharField(max_length=300)
    sealed_secret = models.TextField(blank=True)
    for_team = models.BooleanField(default=False)
    for_customers = models.BooleanField(default=False)
    domains: models.JSONField[list[str]] = models.JSONField(default=list)
    creates = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name
