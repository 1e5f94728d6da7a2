from __future__ import annotations

from django.db import models
from django.utils import timezone

from smartai.core.workspace.models import SupportPanel
from smartai.foundation.accounts.models import Person


class SiteIdentity(models.Model):
    """Who somebody is on the site of a panel: its own name for them (``subject``), and the person here.

    ``told_…`` is what the site said last: what it says again changes nothing, so that what people wrote
    into their own profile stays. ``vouched_address`` is a proven address that rests on the site's word alone.
    """

    panel = models.ForeignKey(SupportPanel, on_delete=models.CASCADE, related_name="identities")
    subject = models.CharField(max_length=200)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="site_identities")
    told_name = models.CharField(max_length=200, blank=True)
    told_organisation = models.CharField(max_length=120, blank=True)
    told_address = models.CharField(max_length=254, blank=True)
    vouched_address = models.CharField(max_length=254, blank=True)
    attributes: models.JSONField[dict[str, str]] = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["panel", "subject"], name="site_identity_once"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} of panel {self.panel_id}"
