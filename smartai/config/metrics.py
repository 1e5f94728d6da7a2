"""`/metrics` in Prometheus's text format; off unless SMARTAI_METRICS is set.

Counts of every web process are added up through files in ``$PROMETHEUS_MULTIPROC_DIR``, which `smartai serve`
empties and sets; a process started alone answers for itself. Label values are route names, methods and status
classes, so their number is bounded whatever visitors ask for. The address is for the operator's network: keep
the public away from it in the proxy.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import REGISTRY, Collector

from smartai.config.drains import queues
from smartai.config.operations import free_bytes
from smartai.foundation.jobs.backlog import Backlog
from smartai.foundation.jobs.heartbeat import WORKER, last_beat

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
REQUESTS = Counter("smartai_requests_total", "Answered requests", ["route", "method", "status"])
SECONDS = Histogram(
    "smartai_request_seconds",
    "Time to answer",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
)
_DEPTHS: tuple[tuple[str, str, Callable[[Backlog], float]], ...] = (
    ("waiting", "Rows that wait, those that pause before another try with them", lambda found: found.waiting),
    ("due", "Rows that should be worked off now", lambda found: found.due),
    ("failing", "Rows that wait after a try that failed", lambda found: found.failing),
    ("given_up", "Rows that nobody tries again by itself", lambda found: found.given_up),
    ("overdue_seconds", "Age of the oldest row that is due", lambda found: found.overdue.total_seconds()),
)


class MeasureRequests:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        route = match.view_name if match and match.view_name else "none"
        method = request.method if request.method in METHODS else "other"
        REQUESTS.labels(route, method, f"{response.status_code // 100}xx").inc()
        SECONDS.labels(route).observe(time.perf_counter() - began)
        return response


class Installation(Collector):
    """What is true for the whole installation, read when asked."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield GaugeMetricFamily("smartai_disk_free_bytes", "Free space in the data folder", free_bytes())
        try:
            seen = last_beat(WORKER)
            waiting = queues()
        except Error:
            yield GaugeMetricFamily("smartai_database_up", "Whether the database answers", 0)
            return
        yield GaugeMetricFamily("smartai_database_up", "Whether the database answers", 1)
        if seen is not None:
            age = (timezone.now() - seen).total_seconds()
            yield GaugeMetricFamily("smartai_worker_seen_seconds", "Since the worker was last seen", age)
        yield from _depths(waiting)


def _depths(waiting: Mapping[str, Backlog]) -> Iterator[GaugeMetricFamily]:
    for name, meaning, value in _DEPTHS:
        family = GaugeMetricFamily(f"smartai_queue_{name}", meaning, labels=["queue"])
        for queue, found in waiting.items():
            family.add_metric([queue], value(found))
        yield family


def exposition() -> tuple[bytes, str]:
    """All of it, and its content type."""
    registry = CollectorRegistry()
    registry.register(Installation())
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry), CONTENT_TYPE_LATEST
    return generate_latest(registry) + generate_latest(REGISTRY), CONTENT_TYPE_LATEST
