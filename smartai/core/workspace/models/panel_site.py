from __future__ import annotations

from typing import Any

from django.db import models

from smartai.core.workspace.models.support_panel import SupportPanel


class PanelSite(models.Model):
    """What is known of a panel on one site: the light on its page. Neither visitors nor queries, only when.

    ``script_at``: a page there loaded the script, which is the same for all panels. ``frame_at``: the panel's
    frame worked there, on a page with this ``path``. ``refused_at``: the frame was asked for, but the site is
    not listed. ``strange_at``: a page there names ``strange_key``, which is no panel.
    ``findings`` are what the last look at a page of it said, at ``checked_path``.
    """

    panel = models.ForeignKey(SupportPanel, on_delete=models.CASCADE, related_name="sites")
    origin = models.CharField(max_length=300)
    path = models.CharField(max_length=300, blank=True)
    script_at = models.DateTimeField(null=True, blank=True)
    frame_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)
    strange_at = models.DateTimeField(null=True, blank=True)
    strange_key = models.CharField(max_length=40, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    checked_path = models.CharField(max_length=1000, blank=True)
    findings: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["panel", "origin"], name="panel_site_once")]

    def __str__(self) -> str:
        return f"{self.panel_id} on {self.origin}"
