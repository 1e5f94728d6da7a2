from __future__ import annotations

from django.db import models

from smartai.core.tickets.models.ticket import Ticket


class SiteContext(models.Model):
    """What the site around an embedded panel told with a new request: for the team, never for customers.

    A row of its own, because most tickets have none. ``page`` is the address without its query,
    ``told`` what the site's own script said by name: texts, bounded before they came here.
    """

    ticket = models.OneToOneField(Ticket, on_delete=models.CASCADE, primary_key=True, related_name="+")
    page = models.CharField(max_length=500, blank=True)
    told: models.JSONField[dict[str, str]] = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"from the site of #{self.pk}"
