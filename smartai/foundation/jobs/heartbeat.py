from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from smartai.foundation.jobs.models import Heartbeat

WORKER = "worker"


def beat(name: str) -> None:
    """One small write. ``run_forever`` beats for itself as ``worker`` and for each drain by its name."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now()})


def last_beat(name: str) -> datetime | None:
    return Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
