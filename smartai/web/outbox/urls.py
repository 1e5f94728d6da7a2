"""What would have been sent: `/outbox/`, while no mail server is set."""

from __future__ import annotations

from django.urls import path

from smartai.web.outbox import views

app_name = "outbox"
urlpatterns = [
    path("", views.index, name="home"),
    path("<int:pk>/", views.show, name="mail"),
    path("<int:pk>/page/", views.body, name="body"),
]
