"""The list of requests, one request, and what can be done with it; the same for links of e-mails."""

from __future__ import annotations

from django.urls import URLPattern, path

from smartai.web.panel.doors import by_link, signed_in
from smartai.web.panel.views import (
    attachments,
    closures,
    links,
    live,
    newer,
    ratings,
    reopenings,
    replies,
    request,
    requests,
)

PARTS = (
    ("", "", request.show),
    ("newer/", "-newer", newer.show),
    ("reply/", "-reply", replies.create),
    ("close/", "-closure", closures.create),
    ("reopen/", "-reopening", reopenings.create),
    ("rating/", "-rating", ratings.create),
    ("files/<int:pk>/", "-file", attachments.show),
    ("files/<int:pk>/preview/", "-preview", attachments.preview),
)

urlpatterns: list[URLPattern] = [
    path("requests/", requests.index, name="requests"),
    *(
        path(f"requests/<int:number>/{at}", signed_in(view), name=f"request{name}")
        for at, name, view in PARTS
    ),
    path("requests/<int:number>/links/end/", signed_in(links.end), name="request-links"),
    *(path(f"link/<str:token>/{at}", by_link(it), name=f"link{name}") for at, name, it in PARTS),
    path("live/", live.none, name="live"),
]
