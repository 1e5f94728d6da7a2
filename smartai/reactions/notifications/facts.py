"""What a mail tells, in no language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Quote:
    """A letter as it is shown in a mail. ``html`` has passed the sanitiser; "" shows the text alone.

    ``cut`` says that it is only the beginning.
    """

    author: str
    at: datetime
    text: str
    html: str = ""
    files: int = 0
    cut: bool = False

    @property
    def heading(self) -> str:
        """``Alice, Nov. 3, 2026, 10:14``, in the reader's time zone."""
        when = _written(self.at, timezone.get_current_timezone(), get_language())
        return _("%(name)s, %(time)s") % {"name": self.author, "time": when}

    @property
    def lines(self) -> list[str]:
        """What the conversation shows besides."""
        lines = [_("This is only the beginning. The rest is in the conversation.")] if self.cut else []
        if self.files:
            words = ngettext(
                "%(n)d file is attached. You find it in the conversation.",
                "%(n)d files are attached. You find them in the conversation.",
                self.files,
            )
            lines.append(words % {"n": self.files})
        return lines

    @property
    def safe_html(self) -> str:
        return mark_safe(self.html)  # sanitised when the letter was written


@lru_cache(maxsize=256)
def _written(at: datetime, zone: tzinfo, language: str | None) -> str:
    """Remembered: each mail says it twice, and a letter goes to several people."""
    return date_format(timezone.localtime(at, zone), "DATETIME_FORMAT")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """``url`` and ``code`` may be marks; ``earlier`` was answered."""

    values: Mapping[str, str] = field(default_factory=dict)
    url: str = ""
    quote: Quote | None = None
    earlier: Quote | None = None
    code: str = ""
    purpose: str = ""
