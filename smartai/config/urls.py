"""Every door of the product, one line each. `/healthz` is answered before them, in front_door."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from smartai.config.metrics_page import metrics
from smartai.web.embed.views import loaders
from smartai.web.help.views import sitemaps
from smartai.web.ui import branding, mail_logo
from smartai.web.ui.entry import Entry, open_to

urlpatterns: list[URLPattern | URLResolver] = [
    path("", open_to(Entry.MACHINE)(RedirectView.as_view(url="/support/")), name="root"),
    path("support/", include("smartai.web.panel.urls")),
    path("desk/settings/", include("smartai.web.console.urls")),
    path("desk/", include("smartai.web.desk.urls")),
    path("help/", include("smartai.web.help.urls")),
    path("outbox/", include("smartai.web.outbox.urls")),
    path("w/", include("smartai.web.embed.urls")),
    path("embed.js", loaders.script, name="embed-script"),
    path("embed.d.ts", loaders.types, name="embed-types"),
    path("brand.css", branding.style, name="brand-css"),
    path("brand/logo", branding.logo, name="brand-logo"),
    path("brand/logo.png", mail_logo.png, name="brand-logo-png"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("metrics", metrics, name="metrics"),
]

handler400 = "smartai.config.problems.bad_request"
handler403 = "smartai.config.problems.forbidden"
handler404 = "smartai.config.problems.not_found"
handler500 = "smartai.config.problems.broken"
