"""The help pages: `/help/`. An article's address has one part; whatever else there is has two, or a dot."""

from __future__ import annotations

from django.urls import path

from smartai.web.help.views import articles, categories, feedback, feeds, files, home, searches, sitemaps

app_name = "help"
urlpatterns = [
    path("", home.home, name="home"),
    path("feed.xml", feeds.atom, name="feed"),
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("search/typing/", searches.typing, name="typing"),
    path("articles/newest/", articles.newest, name="newest"),
    path("categories/<slug:slug>/", categories.show, name="category"),
    path("searches/unanswered/", feedback.unanswered, name="unanswered"),
    path("feedback/<slug:slug>/", feedback.feedback, name="feedback"),
    path("files/<slug:key>/<str:name>", files.show, name="file"),
    path("<slug:slug>/", articles.show, name="article"),
]
