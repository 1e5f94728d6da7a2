from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


def count_statements(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Adds ``X-Statements`` and ``X-Processor`` to the answer of a request that sends ``X-Count``.

    The latter are milliseconds of processor time, PostgreSQL's for this connection too. Costs others nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if "X-Count" not in request.headers:
            return get_response(request)
        count = 0

        def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal count
            count += not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
            return execute(sql, params, many, context)

        connection.ensure_connection()
        began = _processor()
        with connection.execute_wrapper(counted):
            response = get_response(request)
        response["X-Statements"] = str(count)
        response["X-Processor"] = f"{_processor() - began:.2f}"
        return response

    return middleware


def _processor() -> float:
    ours = time.thread_time() * 1000
    if connection.vendor != "postgresql":
        return ours
    backend = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return ours + int(backend.read_text().split()[0]) / 1e6
