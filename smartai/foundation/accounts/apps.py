from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "smartai.foundation.accounts"
    label = "accounts"
