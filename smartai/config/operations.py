"""`/healthz`: whether this installation can do its work. Cheap, and of no use to a stranger."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import structlog
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from smartai.foundation.jobs.heartbeat import WORKER, last_beat

WORKER_IS_LATE_AFTER: Final = timedelta(seconds=90)
DISK_IS_LOW_BELOW: Final = 64 * 1024 * 1024

log = structlog.get_logger()


@dataclass(frozen=True)
class Health:
    """`worker` is ok, late or never-seen; `disk` is ok or low; `database` is ok or down."""

    database: str
    worker: str
    disk: str

    @property
    def can_serve(self) -> bool:
        """A late worker delays mail but takes no page away: a load balancer must not act on it."""
        return self.database == "ok" and self.disk == "ok"

    @property
    def status(self) -> str:
        if not self.can_serve:
            return "down"
        return "degraded" if self.worker == "late" else "ok"


def examine() -> Health:
    disk = "ok" if free_bytes() >= DISK_IS_LOW_BELOW else "low"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return Health(database="ok", worker=worker_state(), disk=disk)
    except Error as error:
        log.warning("health.database_down", error=str(error))
        connection.close()
        return Health(database="down", worker="unknown", disk=disk)


def worker_state() -> str:
    seen = last_beat(WORKER)
    if seen is None:
        return "never-seen"
    return "ok" if timezone.now() - seen < WORKER_IS_LATE_AFTER else "late"


def free_bytes() -> int:
    return shutil.disk_usage(settings.DATA).free


@never_cache
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    found = examine()
    facts = {
        "status": found.status,
        "database": found.database,
        "worker": found.worker,
        "disk": found.disk,
    }
    return JsonResponse(facts, status=200 if found.can_serve else 503)
