from __future__ import annotations

import base64
import secrets

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.secrets import derived
from smartai.lib.site_keys import Algorithm, fingerprint

KID_PREFIX = "k_"


class KeyKind(models.TextChoices):
    HS256 = Algorithm.HS256, _("Shared secret (HS256)")
    EDDSA = Algorithm.EDDSA, _("Your own key, Ed25519 (EdDSA)")
    RS256 = Algorithm.RS256, _("Your own key, RSA (RS256)")


def new_kid() -> str:
    """A public name. It is random because the shared secret is derived from it."""
    return KID_PREFIX + secrets.token_hex(8)


class IdentityKey(models.Model):
    """A key by which the site of a panel says who somebody is. Its algorithm never changes.

    No shared secret is stored: it is derived from the installation's secret and ``kid``, so neither a dump of
    the database nor a backup holds one. ``fingerprint`` tells when the installation's secret is another now.
    """

    panel = models.ForeignKey(SupportPanel, on_delete=models.CASCADE, related_name="identity_keys")
    kid = models.CharField(max_length=24, unique=True, default=new_kid)
    algorithm = models.CharField(max_length=5, choices=KeyKind)
    public_key = models.TextField(blank=True)
    fingerprint = models.CharField(max_length=16)
    created_at = models.DateTimeField(default=timezone.now)
    last_used_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.kid

    @property
    def material(self) -> str:
        """What verifies: the secret or the public key; empty when it is not what it was made as."""
        found = self.public_key or self.secret
        return found if fingerprint(found) == self.fingerprint else ""

    @property
    def secret(self) -> str:
        """256 bits as text; the text's own bytes are the key."""
        return base64.urlsafe_b64encode(derived("site identity", self.kid)).decode().rstrip("=")
