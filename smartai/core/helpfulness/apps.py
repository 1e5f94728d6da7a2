from __future__ import annotations

from django.apps import AppConfig


class HelpfulnessConfig(AppConfig):
    name = "smartai.core.helpfulness"
    label = "helpfulness"
