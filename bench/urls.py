"""The product's pages and two bare ones: what this server and this database can do at most."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from smartai.config.urls import handler400, handler403, handler404, handler500
from smartai.config.urls import urlpatterns as product
from smartai.web.ui.entry import Entry, open_to


@open_to(Entry.MACHINE)
def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


@csrf_exempt
@open_to(Entry.MACHINE)
def bare_insert(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_floor (words) VALUES (%s)", ["x" * 200])
    return HttpResponse("ok")


urlpatterns = [*product, path("bench/bare/", bare), path("bench/insert/", bare_insert)]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
