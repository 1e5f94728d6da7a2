from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


def count_statements(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Adds ``X-Statements`` to the answer of a request that sends ``X-Count``; costs others nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "X-Count" not in request.headers:
            return get_response(request)
        count = 0

        def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal count
            count += not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(counted):
            response = get_response(request)
        response["X-Statements"] = str(count)
        return response

    return middleware
