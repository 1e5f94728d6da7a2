from __future__ import annotations

from django.db import models


class Heartbeat(models.Model):
    """When something that runs without end last said that it works."""

    name = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "jobs_heartbeat"

    def __str__(self) -> str:
        return self.name
