"""The help pages: `/help/`."""

from __future__ import annotations

from django.urls import path

from smartai.web.help.views import articles

app_name = "help"
urlpatterns = [
    path("", articles.home, name="home"),
    path("<slug:slug>/", articles.show, name="article"),
]
