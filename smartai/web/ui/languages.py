from __future__ import annotations

from typing import Any

from django.conf import settings
from django.conf.locale import LANG_INFO

from smartai.core.workspace.choices import choices


def offered_languages() -> list[tuple[str, Any]]:
    """Code and name of those that customers may choose, in our order."""
    offered = choices().brand.offered
    return [(code, name) for code, name in settings.LANGUAGES if code in offered]


def own_name(code: str) -> str:
    """What a language is called by those who read it: ``Deutsch``; its code where we do not know."""
    info = LANG_INFO.get(code.lower()) or LANG_INFO.get(code.partition("-")[0].lower()) or {}
    name = str(info.get("name_local", code))
    return name[:1].upper() + name[1:]


def is_same(one: str, other: str) -> bool:
    """``de`` and ``de-at`` are."""
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()
