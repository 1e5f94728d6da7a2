"""What a page says that was stopped because somebody else was first: in the words of its button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Stopped:
    """Sentences about ``%(name)s`` and ``%(fields)s``; ``now`` stands beside what was typed."""

    by_oneself: Any
    by_name: Any
    by_somebody: Any
    rest: Any
    now: Any


SAVE: Final = Stopped(
    by_oneself=_("You saved this in another window after you opened it here: %(fields)s."),
    by_name=_("%(name)s saved this after you opened it: %(fields)s."),
    by_somebody=_("Somebody saved this after you opened it: %(fields)s."),
    rest=_("Nothing of yours is saved yet. Look it over, then save anyway."),
    now=_("Now saved: %(value)s"),
)
PUBLISH: Final = Stopped(
    by_oneself=_("You published this in another window after you opened it here: %(fields)s."),
    by_name=_("%(name)s published this after you opened it: %(fields)s."),
    by_somebody=_("Somebody published this after you opened it: %(fields)s."),
    rest=_("Nothing of yours is published yet. Look it over, then publish anyway."),
    now=_("Now published: %(value)s"),
)
