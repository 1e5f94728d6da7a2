"""The customer's door: `/support/`."""

from __future__ import annotations

from smartai.web.panel import urls_profile, urls_requests, urls_writing

app_name = "panel"
urlpatterns = [*urls_writing.urlpatterns, *urls_requests.urlpatterns, *urls_profile.urlpatterns]
