from __future__ import annotations

from django.apps import AppConfig


class CaptchaConfig(AppConfig):
    name = "smartai.foundation.captcha"
    label = "captcha"
