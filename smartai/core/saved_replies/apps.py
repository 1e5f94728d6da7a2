from __future__ import annotations

from django.apps import AppConfig


class SavedRepliesConfig(AppConfig):
    name = "smartai.core.saved_replies"
    label = "saved_replies"
