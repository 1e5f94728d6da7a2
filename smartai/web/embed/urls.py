"""The panel inside other sites: `/w/`. What it shows are the customer's pages, fetched by its script."""

from __future__ import annotations

from django.urls import path

from smartai.web.embed.views import frames, session, unread

app_name = "embed"
urlpatterns = [
    path("session", session.create, name="session"),
    path("unread/", unread.count, name="unread"),
    path("<slug:key>/", frames.show, name="frame"),
]
