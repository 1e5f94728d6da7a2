"""That a panel was met on a site: the light on its page. Cheap enough to stand beside any request."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from smartai.core.workspace.models import PanelSite
from smartai.lib.text import one_line

PAUSE: Final = timedelta(minutes=1)
MOST_UNLISTED: Final = 20
"""Sites of a panel that are not listed and still kept: anybody may name such a one."""
UNLISTED_A_MINUTE: Final = 6
_MOST_REMEMBERED: Final = 2_000


class Sign(StrEnum):
    SCRIPT = "script"
    FRAME = "frame"
    REFUSED = "refused"
    STRANGE = "strange"


def note_sighting(panel_id: int, origin: str, sign: Sign, *, path: str = "", key: str = "") -> bool:
    """Keeps the moment, and ``path`` and ``key`` where they are given. Says whether it was written.

    At most one write a minute for a panel, site and sign, however many requests there are: most calls end in
    memory. Nothing is recorded as a fact, because nobody did anything. ``origin`` is one of ``origin_of``.
    """
    if len(origin) > 300 or not _pace.lets_through(panel_id, origin, sign):
        return False
    now = timezone.now()
    more = {"path": _path(path)} if path else {"strange_key": one_line(key)[:40]} if key else {}
    known = PanelSite.objects.filter(panel_id=panel_id, origin=origin)
    at = f"{sign}_at"
    due = known.filter(Q(**{at: None}) | Q(**{f"{at}__lt": now - PAUSE}))
    if due.update(**{at: now, **more}):
        return True
    return not known.exists() and _first(panel_id, origin, {at: now, **more}, sign)


def forget_pace() -> None:
    """Everything is written again: between tests."""
    _pace.forget()


def _first(panel_id: int, origin: str, values: dict[str, object], sign: Sign) -> bool:
    try:
        with transaction.atomic():
            PanelSite.objects.create(panel_id=panel_id, origin=origin, **values)
    except IntegrityError:  # another process saw it at the same moment, or the panel is gone
        return False
    if sign is Sign.REFUSED:
        of_panel = PanelSite.objects.filter(panel_id=panel_id)
        refused = of_panel.filter(script_at=None, frame_at=None, checked_at=None)
        old = list(refused.order_by("-refused_at", "-pk").values_list("pk", flat=True)[MOST_UNLISTED:])
        PanelSite.objects.filter(pk__in=old).delete()
    return True


def _path(text: str) -> str:
    """Without what follows a question or number sign: that may be somebody's."""
    return one_line(text.partition("?")[0].partition("#")[0])[:300]


class _Pace:
    """What this process wrote in the last minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._written: dict[tuple[int, str, str], float] = {}

    def lets_through(self, panel_id: int, origin: str, sign: Sign) -> bool:
        key, now = (panel_id, origin, sign.value), time.monotonic()
        with self._lock:
            if now - self._written.get(key, -PAUSE.total_seconds()) < PAUSE.total_seconds():
                return False
            if len(self._written) >= _MOST_REMEMBERED or sign is Sign.REFUSED:
                self._forget_before(now - PAUSE.total_seconds())
            if len(self._written) >= _MOST_REMEMBERED or self._is_crowded(panel_id, sign):
                return False
            self._written[key] = now
            return True

    def forget(self) -> None:
        with self._lock:
            self._written.clear()

    def _is_crowded(self, panel_id: int, sign: Sign) -> bool:
        """Anybody can make requests that are refused, in the name of any site."""
        same = sum(one == panel_id and kind == sign for one, _, kind in self._written)
        return sign is Sign.REFUSED and same >= UNLISTED_A_MINUTE

    def _forget_before(self, moment: float) -> None:
        self._written = {key: at for key, at in self._written.items() if at > moment}


_pace = _Pace()
