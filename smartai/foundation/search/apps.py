from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "smartai.foundation.search"
    label = "search"
